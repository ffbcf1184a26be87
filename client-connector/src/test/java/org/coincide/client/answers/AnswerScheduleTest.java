package org.coincide.client.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.broker.ClientProperties.Signatures;
import org.coincide.client.catalogue.CatalogueProperties;
import org.coincide.client.catalogue.ServerRequestsFactory;
import org.coincide.client.quarantine.StoredWarnings;
import org.coincide.client.quarantine.WarningGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class AnswerScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String ANSWERED =
            """
            {"id":"w-1","number":7,"warning":"CONTENT_MISMATCH","text":"The price differs.","tradingId":"trade","sequence":3,
             "receivedAt":"2026-11-28T11:00:00Z","answer":"The next message has the right price.","answeredAt":"2026-11-28T11:30:00Z"}""";

    private final StoredWarnings stored = new StoredWarnings();
    private final List<Object> events = new ArrayList<>();
    private HttpServer server;
    private String response = "[" + ANSWERED + "]";
    private int requests;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/warnings", exchange -> {
            requests++;
            byte[] body = response.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAnswerIsShownAtTheWarningsOfItsTradeAndType() {
        stored.raise("CONTENT_MISMATCH", "trade", NOW);
        stored.raise("SEQUENCE_GAP", "trade", NOW);

        refresh();

        assertThat(group("CONTENT_MISMATCH").answer()).isEqualTo("The next message has the right price.");
        assertThat(group("CONTENT_MISMATCH").answeredAt()).isEqualTo("2026-11-28T11:30:00Z");
        assertThat(group("CONTENT_MISMATCH").serverAcknowledgedAt()).isNull();
        assertThat(group("SEQUENCE_GAP").answer()).isNull();
        assertThat(events).containsExactly(new AnswersChanged());
    }

    @Test
    void warningsAreAcknowledgedOnceAllOfAGroupAre() {
        stored.raise("CONTENT_MISMATCH", "trade", NOW);
        String acknowledged = ANSWERED.replace("}", ",\"acknowledgedAt\":\"2026-11-28T11:40:00Z\"}");
        response = "[" + ANSWERED.replace("w-1", "w-2") + "," + acknowledged + "]";
        refresh();
        assertThat(group("CONTENT_MISMATCH").serverAcknowledgedAt()).isNull();

        response = "[" + acknowledged + "]";
        refresh();
        assertThat(group("CONTENT_MISMATCH").serverAcknowledgedAt()).isEqualTo("2026-11-28T11:40:00Z");

        stored.raise("CONTENT_MISMATCH", "trade", NOW);
        assertThat(group("CONTENT_MISMATCH").serverAcknowledgedAt()).isNull();
    }

    @Test
    void theServerIsAskedOnlyWhileAWarningWaits() {
        refresh();
        assertThat(requests).isZero();

        stored.raise("CONTENT_MISMATCH", "trade", NOW.minus(Duration.ofDays(3)));
        response = "[" + ANSWERED.replace("}", ",\"acknowledgedAt\":\"2026-11-28T11:40:00Z\"}") + "]";
        refresh();
        refresh();
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void anUnchangedAnswerChangesNothing() {
        stored.raise("CONTENT_MISMATCH", "trade", NOW);
        refresh();
        refresh();
        assertThat(requests).isEqualTo(2);
        assertThat(events).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[null]",
                "<html>",
                "[{\"warning\":\"CONTENT_MISMATCH\",\"tradingId\":\"trade\",\"answer\":\"text\"}]",
                "[{\"warning\":\"CONTENT_MISMATCH\",\"tradingId\":\"trade\",\"acknowledgedAt\":\"soon\"}]",
                "[{\"warning\":\"CONTENT_MISMATCH\",\"tradingId\":\"trade\",\"acknowledgedAt\":\"+1000000000-01-01T00:00:00Z\"}]"
            })
    void aResponseThatHasNoWarningsIsIgnored(String body) {
        stored.raise("CONTENT_MISMATCH", "trade", NOW);
        response = body;

        refresh();

        assertThat(group("CONTENT_MISMATCH").answer()).isNull();
        assertThat(events).isEmpty();
    }

    @Test
    void anUnknownTypeIsSkipped() {
        stored.raise("CONTENT_MISMATCH", "trade", NOW);
        response = "[{\"warning\":\"OF_A_LATER_VERSION\"}," + ANSWERED + "]";

        refresh();

        assertThat(group("CONTENT_MISMATCH").answer()).isNotNull();
    }

    private WarningGroup group(String type) {
        return stored.groups().of("trade", 10, 0).stream()
                .filter(group -> group.type().name().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private void refresh() {
        var requests = ServerRequestsFactory.of(
                new CatalogueProperties(
                        true,
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "",
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(10),
                        DataSize.ofKilobytes(64)),
                new ClientProperties("acme", "secret", Signatures.REQUIRED, "coincide", "", List.of(), List.of(), ""));
        var properties = new AnswerProperties(Duration.ofMinutes(1), 200, DataSize.ofKilobytes(64));
        new AnswerSchedule(
                        new AnswerClient(properties, requests),
                        stored.groups(),
                        events::add,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .refresh();
    }
}
