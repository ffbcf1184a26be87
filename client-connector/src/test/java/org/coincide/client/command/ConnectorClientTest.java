package org.coincide.client.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connector that begins its response, and stops there. */
class ConnectorClientTest {

    private HttpServer connector;

    @BeforeEach
    void start() throws IOException {
        connector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        connector.createContext("/", exchange -> exchange.sendResponseHeaders(200, 10));
        connector.start();
    }

    @AfterEach
    void stop() {
        connector.stop(0);
    }

    @Test
    @Timeout(60)
    void aResponseThatNeverEndsIsAFailure() {
        var url = URI.create("http://127.0.0.1:" + connector.getAddress().getPort());
        var client = new ConnectorClient(url, Optional.empty(), Duration.ofMillis(300));

        assertThatThrownBy(() -> client.get("/api/trades")).isInstanceOf(HttpTimeoutException.class);
    }
}
