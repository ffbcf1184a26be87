package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coincide.client.support.ConnectorApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.util.FileSystemUtils;

/** A server whose database and broker store are restored from a backup that is older than its last messages. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoredServerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static TestSystem system;
    private static LoadJournal journal;
    private static ConnectorUser user;
    private static final List<String> RESTORED = List.of("server", "broker");

    /** Completed before the backup, continued after it, completed after it, and on hold after it. */
    private static String completed;

    private static String continued;
    private static String lost;
    private static String open;

    @BeforeAll
    static void start() throws IOException {
        system = TestSystem.of(
                RestoredServerIT.class,
                Map.of("coincide.statements.pace", "1s", "coincide.statements.heartbeat", "5s"),
                Map.of());
        journal = new LoadJournal(system.folder.resolve("load.jsonl"));
        user = new ConnectorUser(system.acme, journal);
        system.startWith(system.acme);
        completed = user.complete(OrderKind.ORDINARY);
        var held = OrderKind.AMENDED.order();
        continued = user.placeHeld(held);
        backUp();
        amend(continued, held);
        user.awaitStatuses(continued, OrderKind.AMENDED.finalStatuses());
        lost = user.complete(OrderKind.INVOICE);
        open = user.placeHeld(OrderKind.CANCELLED.order());
        awaitReceipt(open);
        restore();
    }

    @AfterAll
    static void end() {
        system.close();
        journal.close();
    }

    @Test
    @Order(1)
    void theOperatorSeesWhichTradesAreBehind() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(behind()).containsExactlyInAnyOrder(continued, lost, open));

        assertThat(system.server.health("/trades").body()).contains("DEGRADED");
        assertThat(metrics()).contains("coincide_trades_behind 3.0");
    }

    @Test
    @Order(2)
    void newOrdersAreTradedAndNothingIsWarnedOf() throws IOException {
        user.complete(OrderKind.ORDINARY);

        assertThat(system.acme.all("/api/warnings")).isEmpty();
    }

    @Test
    @Order(3)
    void theClientsEvidenceRestoresTheTrades() throws IOException {
        for (var tradingId : List.of(continued, lost, open, completed)) {
            assertThat(restoreFromEvidence(tradingId)).hasSize(tradingId.equals(completed) ? 0 : 1);
        }

        assertThat(behind()).isEmpty();
        assertThat(List.of(continued, lost)).allSatisfy(tradingId -> {
            var own = system.server.json("/api/trades/" + tradingId, "acme");
            assertThat(own.path("sequence"))
                    .isEqualTo(system.acme.trade(tradingId).path("sequence"));
            assertThat(own.path("closed").asBoolean()).isTrue();
        });
    }

    /** The invoice order was paid and delivered after the backup; the held orders had moved no money and no goods. */
    @Test
    @Order(4)
    void theOperatorSeesWhatTheBooksLack() throws IOException {
        restoreFromEvidence(lost);
        restoreFromEvidence(continued);
        var trade = unsettled().stream()
                .filter(unsettled -> unsettled.get("tradingId").asText().equals(lost))
                .findFirst()
                .orElseThrow();
        assertThat(trade.at("/stated/captured"))
                .isEqualTo(system.acme.trade(lost).at("/amounts/captured"));
        assertThat(trade.at("/booked/captured").asText()).isEqualTo("0.00");
        assertThat(trade.get("lines")).isNotEmpty().allSatisfy(line -> {
            assertThat(line.at("/stated/delivered").asInt()).isPositive();
            assertThat(line.at("/booked/delivered").asInt()).isZero();
        });
        assertThat(trade.get("parcels")).isNotEmpty();
        assertThat(trade.get("invoices")).isNotEmpty();
        assertThat(unsettled())
                .extracting(unsettled -> unsettled.get("tradingId").asText())
                .contains(continued)
                .doesNotContain(open, completed);

        var settled = system.server.postAsOperator(
                "/api/operations/restored-trades/" + lost + "/settlement", "{\"note\": \"Compared with the bank.\"}");

        assertThat(settled.statusCode()).as(settled.body()).isEqualTo(204);
        assertThat(unsettled())
                .extracting(unsettled -> unsettled.get("tradingId").asText())
                .doesNotContain(lost);
    }

    @Test
    @Order(5)
    void alteredEvidenceIsRefused() throws IOException {
        var evidence = system.acme.get("/api/evidence/" + lost).body().replace("Ada", "Eve");

        var result = ConnectorApi.json(system.server.postAsOperator("/api/operations/restore-from-receipts", evidence));

        assertThat(result.get("problems")).isNotEmpty();
        assertThat(result.get("restored")).isEmpty();
    }

    @Test
    @Order(6)
    void anOpenRestoredTradeIsRecoveredWithTheNextSequence() throws IOException {
        restoreFromEvidence(open);
        long before = system.acme.trade(open).path("sequence").asLong();

        var answer = system.server.postAsOperator(
                "/api/operations/trades/" + open + "/recovery",
                "{\"action\": \"CANCEL\", \"reason\": {\"code\": \"FRAUD\"}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        system.acme.trade(open).path("order").asText())
                .isEqualTo("CANCELLED"));
        assertThat(system.acme.trade(open).path("sequence").asLong()).isGreaterThan(before);
        assertThat(system.acme.all("/api/warnings")).isEmpty();
    }

    /** Restores a trade from the client's evidence, unless it is restored; returns what was restored. */
    private static JsonNode restoreFromEvidence(String tradingId) throws IOException {
        var evidence = system.acme.get("/api/evidence/" + tradingId).body();
        var result = ConnectorApi.json(system.server.postAsOperator("/api/operations/restore-from-receipts", evidence));
        assertThat(result.get("problems")).isEmpty();
        return result.get("restored");
    }

    private static void amend(String tradingId, JsonNode order) throws IOException {
        ((ObjectNode) order.get("shipTo")).put("country", "GB");
        ((ObjectNode) order.at("/lines/0")).put("quantity", 5);
        user.request(tradingId, "amendment", "{\"order\":" + order + "}");
    }

    private static void backUp() throws IOException {
        system.server.stop();
        for (var part : RESTORED) {
            FileSystemUtils.copyRecursively(data().resolve(part), backup().resolve(part));
        }
        system.server.launch();
        system.server.awaitReady();
    }

    private static void restore() throws IOException {
        system.server.stop();
        for (var part : RESTORED) {
            assertThat(FileSystemUtils.deleteRecursively(data().resolve(part))).isTrue();
            FileSystemUtils.copyRecursively(backup().resolve(part), data().resolve(part));
        }
        assertThat(Files.exists(data().resolve("signing-key.json"))).isTrue();
        system.server.launch();
        system.server.awaitReady();
    }

    /** Waits until the client has received a statement about the trade. */
    private static void awaitReceipt(String tradingId) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ConnectorApi.json(
                                system.server.getAsOperator("/api/operations/trades/" + tradingId + "/messages"))
                        .at("/messages/0/state")
                        .asText())
                .isEqualTo("VERIFIED"));
    }

    private static List<String> behind() {
        return ConnectorApi.json(system.server.getAsOperator("/api/operations/trades-behind"))
                .valueStream()
                .map(trade -> trade.get("tradingId").asText())
                .toList();
    }

    private static List<JsonNode> unsettled() {
        return ConnectorApi.json(system.server.getAsOperator("/api/operations/restored-trades"))
                .valueStream()
                .toList();
    }

    private static String metrics() {
        return system.server.metrics();
    }

    private static Path data() {
        return system.server.dataDirectory();
    }

    private static Path backup() {
        return system.folder.resolve("backup");
    }
}
