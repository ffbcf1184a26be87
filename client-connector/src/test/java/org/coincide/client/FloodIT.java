package org.coincide.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coincide.client.support.Browser;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.InvalidMessages;
import org.coincide.client.support.RestartableBroker;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A flood of messages that anybody can write does not hide a true warning, and exhausts nothing. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FloodIT {

    private static final int GARBAGE = 10_000;
    private static final int UNKNOWN_TRADES = 2_000;
    private static final int QUARANTINE = 1_000;
    private static final int INQUIRIES_PER_MINUTE = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final RestartableBroker BROKER = new RestartableBroker().start();

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcTemplate sql;

    private ConnectorApi api;
    private SimulatedServer server;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        BROKER.connect(properties);
        properties.add("spring.datasource.url", () -> "jdbc:hsqldb:mem:flood;hsqldb.tx=mvcc");
        properties.add("coincide.quarantine.max-messages", () -> QUARANTINE);
        properties.add("coincide.quarantine.sweep-interval", () -> "15s");
        properties.add("coincide.requests.inquiries-per-minute", () -> INQUIRIES_PER_MINUTE);
    }

    @BeforeEach
    void connect() {
        api = new ConnectorApi(port);
        server = new SimulatedServer(BROKER);
    }

    @Test
    void aFloodHidesNoTrueWarning() {
        var disputed = startedTrade();
        var waiting = startedTrade();
        var missing = waiting.statusChange("order", "ACCEPTED");
        server.send(waiting.statusChange("payment", "AUTHORIZED"));
        var started = System.nanoTime();

        flood(0, 2);
        server.send(InvalidMessages.of(WarningType.ILLEGAL_TRANSITION, disputed));
        flood(1, 2);
        await().atMost(PATIENCE)
                .until(() ->
                        count(WarningType.UNSIGNED) == GARBAGE && count(WarningType.UNKNOWN_TRADE) == UNKNOWN_TRADES);

        assertGrouped(disputed.tradingId());
        assertBounded();
        assertReported(disputed.tradingId(), started);
        server.send(missing);
        await().atMost(PATIENCE)
                .until(() -> api.trade(waiting.tradingId()).path("sequence").asLong() == 3);
        showsTheTrueWarningFirst(disputed.tradingId());
    }

    private void assertGrouped(String tradingId) {
        var groups = api.list("/api/warnings/groups");
        assertThat(groups)
                .extracting(group -> group.get("type").asText())
                .containsExactlyInAnyOrder("ILLEGAL_TRANSITION", "SEQUENCE_GAP", "UNSIGNED", "UNKNOWN_TRADE");
        assertThat(groups.subList(0, 2))
                .anyMatch(group -> tradingId.equals(group.path("tradingId").asText()));
        assertThat(groups.subList(2, 4))
                .extracting(group -> group.get("count").asInt())
                .containsExactlyInAnyOrder(GARBAGE, UNKNOWN_TRADES);
        var message = groups.stream()
                .filter(group -> group.get("type").asText().equals("ILLEGAL_TRANSITION"))
                .findFirst()
                .orElseThrow();
        assertThat(api.get("/api/quarantine/" + message.get("quarantineId").asText())
                        .statusCode())
                .isEqualTo(200);
    }

    private void assertBounded() {
        assertThat(sql.queryForObject("SELECT COUNT(*) FROM quarantine", Integer.class))
                .isLessThanOrEqualTo(QUARANTINE);
        assertThat(sql.queryForObject("SELECT COUNT(*) FROM warning", Integer.class))
                .isLessThanOrEqualTo(QUARANTINE);
        var health = new ConnectorApi(managementPort).json("/actuator/health/quarantine");
        assertThat(health.get("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.at("/details/evicted").asLong()).isGreaterThan(GARBAGE);
    }

    private void assertReported(String tradingId, long started) {
        List<JsonNode> requests = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            requests.addAll(received());
            return requests.stream()
                    .anyMatch(request -> request.at("/data/text").asText().startsWith("Further warnings"));
        });
        await().atMost(PATIENCE)
                .until(() -> meters.counter("coincide.warnings.unlogged").count() > 0);
        var elapsed = Duration.ofNanos(System.nanoTime() - started);
        var reports = requests.stream()
                .filter(request -> isOfType(request, "warning"))
                .toList();
        assertThat(reports).hasSizeLessThanOrEqualTo(100);
        assertThat(reports)
                .anyMatch(
                        report -> tradingId.equals(report.at("/data/tradingId").asText()));
        assertThat(requests.stream().filter(request -> isOfType(request, "inquiry")))
                .hasSizeLessThanOrEqualTo((int) (2 * INQUIRIES_PER_MINUTE * (elapsed.toMinutes() + 2)));
    }

    private void showsTheTrueWarningFirst(String tradingId) {
        try (var browser = Browser.open()) {
            for (int width : new int[] {390, 1300}) {
                var page = browser.page(width, 900);
                page.navigate("http://localhost:" + port + "/");
                var warning = page.locator("#warnings li:has(a[href='#/trades/" + tradingId + "'])");
                assertThat(warning).isInViewport();
                assertThat(warning).containsText("ILLEGAL_TRANSITION");
                assertThat(page.locator("#warnings")).containsText("10000");
                Browser.screenshot(page, "flood-" + width);
            }
            assertThat(browser.pageErrors()).isEmpty();
        }
    }

    private List<JsonNode> received() {
        return Stream.generate(() -> server.next("trading.requests", Duration.ofMillis(500)))
                .takeWhile(java.util.Optional::isPresent)
                .map(message -> SimulatedServer.json(message.get()))
                .toList();
    }

    private static boolean isOfType(JsonNode request, String name) {
        return request.get("type").asText().equals("trading." + name + ".v1");
    }

    private double count(WarningType type) {
        return meters.counter("coincide.warnings", "type", type.name()).count();
    }

    /** One part of the flood: garbage without a signature, and signed messages of trades that this client does not know. */
    private void flood(int part, int parts) {
        server.sendMany(
                IntStream.range(0, GARBAGE / parts)
                        .mapToObj(number -> "{\"garbage\": \"" + part + " " + number + "\"}")
                        .toList(),
                false);
        server.sendMany(
                IntStream.range(0, UNKNOWN_TRADES / parts)
                        .mapToObj(number -> ofUnknownTrade())
                        .toList(),
                true);
    }

    private static String ofUnknownTrade() {
        var tradingId = UUID.randomUUID().toString();
        var message = ContractFiles.example("processing")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/coincide/trades/" + tradingId)
                .put("subject", tradingId);
        ((ObjectNode) message.get("data")).put("tradingId", tradingId);
        return message.toString();
    }

    private TradeMessages startedTrade() {
        var reference = "PO-" + UUID.randomUUID();
        api.place(ContractFiles.order(reference));
        var messages = TradeMessages.of(server.nextOrder(reference));
        server.send(messages.information());
        await().atMost(PATIENCE)
                .until(() -> api.trade(messages.tradingId()).path("sequence").asLong() == 1);
        return messages;
    }
}
