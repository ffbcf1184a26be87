package org.coincide.client.catalogue;

import java.time.Clock;
import org.coincide.client.broker.ClientProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/** Requests to a server of a test. */
public final class ServerRequestsFactory {

    private ServerRequestsFactory() {}

    public static ServerRequests of(CatalogueProperties properties, ClientProperties client) {
        return new ServerRequests(properties, client, new DefaultSslBundleRegistry(), Clock.systemUTC());
    }
}
