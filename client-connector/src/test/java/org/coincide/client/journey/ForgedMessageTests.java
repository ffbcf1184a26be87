package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.coincide.client.contract.Json;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forged messages about real trades on a client's queue. Parcels take an hour here, so the trades stay open. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ForgedMessageTests {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SHIPPED = "IN_PROGRESS/SHIPPED/PAID";

    /** The trading identifier of each raised warning. */
    private static final Map<WarningType, String> RAISED = new EnumMap<>(WarningType.class);

    private final TestSystem system;

    ForgedMessageTests(TestSystem system) {
        this.system = system;
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNPROCESSABLE")
    void aForgedMessageIsQuarantinedAndRaisesAWarning(WarningType warning) throws IOException {
        var tradingId = warning == WarningType.AFTER_CLOSE
                ? tradeAt(OrderKind.DECLINED, "CANCELLED/CANCELLED/FAILED")
                : tradeAt(OrderKind.ORDINARY, SHIPPED);
        var forged = new ForgedMessages(history(tradingId)).raising(warning);
        var before = trade(tradingId);
        int trades = system.acme.all("/api/trades").size();

        queues().send("acme", body -> ForgedMessages.signature(warning, body, system.server.signingKey()), forged);

        var about = warning == WarningType.UNKNOWN_TRADE ? subject(forged) : tradingId;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.acme.warnings(about)).containsExactly(warning.name()));
        RAISED.put(warning, about);
        assertThat(trade(tradingId)).isEqualTo(before);
        assertThat(system.acme.all("/api/trades")).hasSize(trades);
        assertThat(quarantined(about)).isEqualTo(forged);
    }

    @Test
    @Order(2)
    void aRepeatedMessageChangesNothing() throws IOException {
        var tradingId = tradeAt(OrderKind.ORDINARY, SHIPPED);
        var before = trade(tradingId);
        var history = history(tradingId);

        queues().send("acme", system.server.signingKey()::sign, history.toArray(String[]::new));
        queues().send(
                        "acme",
                        system.server.signingKey()::sign,
                        new ForgedMessages(history).raising(WarningType.UNKNOWN_STATUS));

        // The warning shows that the messages before it have been verified.
        await().atMost(PATIENCE).until(() -> !system.acme.warnings(tradingId).isEmpty());
        assertThat(system.acme.warnings(tradingId)).containsExactly("UNKNOWN_STATUS");
        assertThat(trade(tradingId)).isEqualTo(before);
    }

    @Test
    @Order(3)
    void aLostMessageIsRequestedAndReceivedAgain() throws Exception {
        system.acme.stop();
        system.acme.launch("--coincide.inbox.enabled=false");
        system.acme.awaitReady();
        var tradingId = shippedAtTheServer(OrderKind.ORDINARY);

        assertThat(loseSequence(3, tradingId)).isTrue();
        system.acme.stop();
        system.acme.launch();
        system.acme.awaitReady();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses(system.acme.trade(tradingId)))
                .isEqualTo(SHIPPED));
        assertThat(system.acme.warnings(tradingId)).containsExactly("SEQUENCE_GAP");
        assertThat(history(tradingId)).isEqualTo(published(tradingId));
    }

    /** Runs last: stops the processes to read the server's database. */
    @Test
    @Order(4)
    void theServerReceivedEveryWarningAndNoDeadLetter() {
        assertThat(queues().deadLetters())
                .allSatisfy((queue, letters) -> assertThat(letters).isZero());
        system.stop();
        try (var database = DatabaseReader.ofServer(system.server.dataDirectory())) {
            assertThat(database.count("dead_letter")).isZero();
            assertThat(RAISED).hasSize(WarningType.values().length - 1).allSatisfy((warning, tradingId) -> assertThat(
                            database.jdbc()
                                    .sql(
                                            "SELECT warning FROM client_warning WHERE client_id = 'acme' AND trading_id = ?")
                                    .param(tradingId)
                                    .query(String.class)
                                    .list())
                    .containsExactly(warning.name()));
        }
    }

    private BrokerQueues queues() {
        return new BrokerQueues(system.server.brokerAddress(), system.server.accounts());
    }

    /** Places an order; returns the trading identifier when acme's ledger has these statuses. */
    private String tradeAt(OrderKind kind, String statuses) throws IOException {
        var reference = place(kind);
        await().atMost(PATIENCE).until(() -> system.acme.order(reference).has("tradingId"));
        var tradingId = system.acme.order(reference).get("tradingId").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses(system.acme.trade(tradingId)))
                .isEqualTo(statuses));
        return tradingId;
    }

    /** Places an order; returns the trading identifier when the server has shipped it. The client's inbox is off. */
    private String shippedAtTheServer(OrderKind kind) throws IOException {
        var reference = place(kind);
        await().atMost(PATIENCE).until(() -> list(system.server.json("/api/trades?limit=500", "acme")).stream()
                .anyMatch(trade -> trade.get("orderReference").asText().equals(reference)
                        && statuses(trade).equals(SHIPPED)));
        return list(system.server.json("/api/trades?limit=500", "acme")).stream()
                .filter(trade -> trade.get("orderReference").asText().equals(reference))
                .map(trade -> trade.get("tradingId").asText())
                .findFirst()
                .orElseThrow();
    }

    private String place(OrderKind kind) throws IOException {
        var order = kind.order();
        assertThat(system.acme.place(order.toString()).statusCode()).isEqualTo(202);
        return order.get("orderReference").asText();
    }

    /** Removes a message from acme's queue, as a damaged broker could. */
    private boolean loseSequence(int sequence, String tradingId) throws JMSException {
        return BrokerQueues.removeOne(
                system.server.brokerAddress(),
                "acme",
                system.server.accounts().secretOf("acme"),
                "JMSCorrelationID = '" + tradingId + "' AND cloudEvents_sequence = '" + String.format("%010d", sequence)
                        + "'");
    }

    private List<String> history(String tradingId) {
        return IntStream.rangeClosed(
                        1, system.acme.trade(tradingId).get("sequence").asInt())
                .mapToObj(sequence -> system.acme
                        .get("/api/trades/" + tradingId + "/history/" + sequence)
                        .body())
                .toList();
    }

    private List<String> published(String tradingId) {
        return list(system.server.json("/api/trades/" + tradingId, "acme").get("history")).stream()
                .map(JsonNode::toString)
                .toList();
    }

    private String quarantined(String tradingId) {
        var id = system.acme.all("/api/warnings").stream()
                .filter(warning -> tradingId.equals(warning.path("tradingId").asText()))
                .map(warning -> warning.get("quarantineId").asText())
                .findFirst()
                .orElseThrow();
        return system.acme.get("/api/quarantine/" + id).body();
    }

    private static String subject(String forged) throws IOException {
        return Json.STRICT.readTree(forged).get("subject").asText();
    }

    private static String statuses(JsonNode trade) {
        return String.join(
                "/",
                trade.path("order").asText(),
                trade.path("delivery").asText(),
                trade.path("payment").asText());
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** The trade without the time of its verification, which each request does again. */
    private String trade(String tradingId) {
        return system.acme.get("/api/trades/" + tradingId).body().replaceAll("\"verifiedAt\":\"[^\"]*\"", "");
    }
}
