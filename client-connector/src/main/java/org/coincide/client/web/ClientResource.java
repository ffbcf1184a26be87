package org.coincide.client.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.statements.ServerHeartbeat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST resource of this client's identifier: {@code /api/client}. */
@RestController
class ClientResource {

    private final ClientProperties client;
    private final ServerHeartbeat server;
    private final WebProperties properties;

    ClientResource(ClientProperties client, ServerHeartbeat server, WebProperties properties) {
        this.client = client;
        this.server = server;
        this.properties = properties;
    }

    @GetMapping(path = "/api/client", produces = MediaType.APPLICATION_JSON_VALUE)
    ClientView client() {
        return new ClientView(
                client.id(),
                new ServerView(server.last().orElse(null), server.silence().orElse(null)),
                properties.trackingLinks());
    }

    /**
     * The client in the REST API.
     *
     * @param trackingLinks addresses of parcels' pages, by carrier, with {@code {trackingNumber}}
     */
    record ClientView(String clientId, ServerView server, Map<String, String> trackingLinks) {}

    /**
     * The connection to the server, by its statements.
     *
     * @param lastStatement time of the last statement since the start; absent if there was none
     * @param silence text about a silent server; absent while statements arrive
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServerView(Instant lastStatement, String silence) {}
}
