package org.coincide.client.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.broker.ClientProperties.Signatures;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClientException;

class CatalogueClientTest {

    private static final String TEA =
            """
            {"sku":"TEA","name":"Tea","unitPrice":"12.50","currency":"EUR","availability":"IN_STOCK","added":1}""";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String authorization;
    private String retryAfter;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdown();
    }

    @Test
    void theProductsAreFetchedWithTheClientsLogin() throws IOException {
        respond(200, "[" + TEA + "]");
        assertThat(client().fetch()).containsExactly(new Offer("TEA", "Tea", "12.50", "EUR", "IN_STOCK", null));
        assertThat(authorization)
                .isEqualTo(
                        "Basic " + Base64.getEncoder().encodeToString("acme:secret".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[null]",
                "[{}]",
                "<html>",
                "[{\"sku\":\"TEA\",\"name\":\"Tea\",\"unitPrice\":\"-1\",\"currency\":\"EUR\"}]",
                "[{\"sku\":\"TEA\",\"name\":\"Tea\",\"unitPrice\":\"1\",\"currency\":\"EUR\",\"expectedOn\":\"soon\"}]"
            })
    void aResponseThatIsNoCatalogueIsRefused(String body) {
        respond(200, body);
        assertThatThrownBy(client()::fetch).isInstanceOfAny(IOException.class, RestClientException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 401, 500})
    void anotherStatusIsAFailureThatNamesIt(int status) {
        respond(status, "[" + TEA + "]");
        assertThatThrownBy(client()::fetch).hasMessageContaining("status " + status);
    }

    @ParameterizedTest
    @CsvSource({"429, 60, 60", "503, 60, 60", "503, 86400, 600"})
    void aBusyServerGetsNothingUntilItsTimeIsOver(int status, String retryAfter, long seconds) throws IOException {
        this.retryAfter = retryAfter;
        respond(status, "{}");
        var client = client();
        assertThatThrownBy(client::fetch)
                .hasMessageContaining("status " + status)
                .hasMessageNotContaining("secret");

        clock.advance(Duration.ofSeconds(seconds - 1));
        assertThatThrownBy(client::fetch)
                .isInstanceOf(RestClientException.class)
                .hasMessageContaining("The server is busy");
        assertThat(requests).hasValue(1);

        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(client::fetch).hasMessageContaining("status " + status);
        assertThat(requests).hasValue(2);
    }

    @Test
    void aPauseEndsWhereTheClockWasSetBack() {
        retryAfter = "60";
        respond(503, "{}");
        var client = client();
        assertThatThrownBy(client::fetch).hasMessageContaining("status 503");

        clock.set(Instant.parse("2026-10-24T09:00:00Z"));

        assertThatThrownBy(client::fetch).hasMessageContaining("status 503");
    }

    @Test
    void aCatalogueOverTheLimitIsRefused() {
        respond(200, "[" + TEA + "]" + " ".repeat(70_000));
        assertThatThrownBy(client()::fetch).hasMessageContaining("coincide.catalogue.max-size");
    }

    @Test
    void aServerThatStallsInTheBodyIsGivenUp() {
        server.createContext("/api/products", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(client(Duration.ofMillis(300))::fetch)
                .isInstanceOfAny(IOException.class, RestClientException.class);
    }

    private void respond(int status, String body) {
        server.createContext("/api/products", exchange -> {
            requests.incrementAndGet();
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length == 0 ? -1 : bytes.length);
            if (status != 204) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
    }

    private CatalogueClient client() {
        return client(Duration.ofSeconds(60));
    }

    private CatalogueClient client(Duration requestTimeout) {
        var address = server.getAddress();
        var properties = new CatalogueProperties(
                true,
                "http://127.0.0.1:" + address.getPort() + "/",
                "",
                Duration.ofMinutes(5),
                requestTimeout,
                Duration.ofMinutes(10),
                DataSize.ofKilobytes(64));
        return new CatalogueClient(
                properties,
                new ServerRequests(
                        properties,
                        new ClientProperties(
                                "acme", "secret", Signatures.REQUIRED, "coincide", "", List.of(), List.of(), ""),
                        new DefaultSslBundleRegistry(),
                        clock));
    }
}
