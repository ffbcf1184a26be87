package org.coincide.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector that refuses requests for now, or that begins its response, and stops there. */
class ConnectorClientTest {

    private static final Map<String, String> LOGIN = Map.of("CONNECTOR_USER", "otto", "CONNECTOR_PASSWORD", "secret");
    private static final String DETAIL = "The limit is reached.";

    private record Refusal(int status, String retryAfter) {}

    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final List<Duration> waited = new ArrayList<>();
    private HttpServer connector;

    @BeforeEach
    void start() throws IOException {
        connector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        connector.createContext("/stalled", exchange -> exchange.sendResponseHeaders(200, 10));
        connector.createContext("/api", exchange -> {
            var refusal = refusals.poll();
            if (refusal != null && refusal.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", refusal.retryAfter());
            }
            var body = (refusal == null ? "[]" : "{\"detail\":\"" + DETAIL + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refusal == null ? 200 : refusal.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        connector.start();
    }

    @AfterEach
    void stop() {
        connector.stop(0);
    }

    @Test
    @Timeout(60)
    void aResponseThatNeverEndsIsAFailure() {
        var client = new ConnectorClient(url(), Optional.empty(), Duration.ofMillis(300), waited::add);

        assertThatThrownBy(() -> client.get("/stalled")).isInstanceOf(HttpTimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aRefusedRequestIsSentAgainAfterTheTimeOfTheResponse(int status) throws IOException {
        refusals.add(new Refusal(status, "7"));
        refusals.add(new Refusal(status, "30"));

        assertThat(client().get("/api/trades").status()).isEqualTo(200);

        assertThat(waited).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
    }

    @Test
    void aRequestWaitsForTwoMinutesAtMost() {
        refusals.add(new Refusal(429, "60"));
        refusals.add(new Refusal(429, "60"));
        refusals.add(new Refusal(429, "1"));

        assertThatThrownBy(() -> client().get("/api/trades"))
                .isInstanceOf(ConnectorBusyException.class)
                .hasMessage(DETAIL);

        assertThat(waited).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    @Test
    @Timeout(60)
    void aRequestEndsAlsoWhereTheTimeIsZero() {
        refusals.addAll(Collections.nCopies(200, new Refusal(503, "0")));

        assertThatThrownBy(() -> client().get("/api/trades")).isInstanceOf(ConnectorBusyException.class);

        assertThat(waited).hasSize(120);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aRefusalWithoutATimeIsAResponse(int status) throws IOException {
        refusals.add(new Refusal(status, null));

        assertThat(client().get("/api/trades").status()).isEqualTo(status);

        assertThat(waited).isEmpty();
    }

    @Test
    void aBusyConnectorIsNoRefusedLogin() {
        refusals.add(new Refusal(429, "3600"));
        var errors = new ByteArrayOutputStream();

        int code = new CommandLine(
                        new PrintStream(new ByteArrayOutputStream()),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        LOGIN::get)
                .run("trades", "--url=" + url());

        assertThat(code).isEqualTo(6);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("is busy", DETAIL, "in 3600 seconds")
                .doesNotContain("login");
    }

    private ConnectorClient client() {
        return new ConnectorClient(url(), Optional.empty(), Duration.ofMinutes(1), waited::add);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + connector.getAddress().getPort());
    }
}
