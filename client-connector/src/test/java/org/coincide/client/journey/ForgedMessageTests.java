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

/** Messages that are not true, on a real client's queue, about real trades: parcels stay on their way for an hour here. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ForgedMessageTests {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SHIPPED = "IN_PROGRESS/SHIPPED/PAID";

    /** The trading identifier that each warning names. */
    private static final Map<WarningType, String> RAISED = new EnumMap<>(WarningType.class);

    private final TestSystem stage;

    ForgedMessageTests(TestSystem stage) {
        this.stage = stage;
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNPROCESSABLE")
    void aForgedMessageIsQuarantinedAndRaisesAWarning(WarningType warning) throws IOException {
        var tradingId = warning == WarningType.AFTER_CLOSE
                ? traded(OrderKind.DECLINED, "CANCELLED/CANCELLED/FAILED")
                : traded(OrderKind.ORDINARY, SHIPPED);
        var forged = new ForgedMessages(history(tradingId)).that(warning);
        var before = stage.acme.get("/api/trades/" + tradingId).body();
        int trades = stage.acme.all("/api/trades").size();

        queues().send("acme", forged);

        var about = warning == WarningType.UNKNOWN_TRADE ? subject(forged) : tradingId;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.acme.warnings(about)).containsExactly(warning.name()));
        RAISED.put(warning, about);
        assertThat(stage.acme.get("/api/trades/" + tradingId).body()).isEqualTo(before);
        assertThat(stage.acme.all("/api/trades")).hasSize(trades);
        assertThat(quarantined(about)).isEqualTo(forged);
    }

    @Test
    @Order(2)
    void aRepeatedMessageChangesNothing() throws IOException {
        var tradingId = traded(OrderKind.ORDINARY, SHIPPED);
        var before = stage.acme.get("/api/trades/" + tradingId).body();
        var history = history(tradingId);

        queues().send("acme", history.toArray(String[]::new));
        queues().send("acme", new ForgedMessages(history).that(WarningType.UNKNOWN_STATUS));

        // The last one tells that those before it have been judged.
        await().atMost(PATIENCE).until(() -> !stage.acme.warnings(tradingId).isEmpty());
        assertThat(stage.acme.warnings(tradingId)).containsExactly("UNKNOWN_STATUS");
        assertThat(stage.acme.get("/api/trades/" + tradingId).body()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void aLostMessageIsRequestedAndReceivedAgain() throws Exception {
        stage.acme.stop();
        stage.acme.launch("--coincide.inbox.enabled=false");
        stage.acme.awaitReady();
        var tradingId = serverTraded(OrderKind.ORDINARY);

        assertThat(loseSequence(3, tradingId)).isTrue();
        stage.acme.stop();
        stage.acme.launch();
        stage.acme.awaitReady();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses(stage.acme.trade(tradingId)))
                .isEqualTo(SHIPPED));
        assertThat(stage.acme.warnings(tradingId)).containsExactly("SEQUENCE_GAP");
        assertThat(history(tradingId)).isEqualTo(published(tradingId));
    }

    /** The last one: it ends the processes to read the server's database. */
    @Test
    @Order(4)
    void theServerReceivedEveryWarningAndNoDeadLetter() {
        assertThat(queues().deadLetters())
                .allSatisfy((queue, letters) -> assertThat(letters).isZero());
        stage.stop();
        try (var books = DatabaseReader.ofServer(stage.server.dataDirectory())) {
            assertThat(RAISED).hasSize(11).allSatisfy((warning, tradingId) -> assertThat(books.jdbc()
                            .sql("SELECT warning FROM client_warning WHERE client_id = 'acme' AND trading_id = ?")
                            .param(tradingId)
                            .query(String.class)
                            .list())
                    .containsExactly(warning.name()));
        }
    }

    private BrokerQueues queues() {
        return new BrokerQueues(stage.server.brokerAddress(), stage.server.accounts());
    }

    /** A trade of acme's that has come as far as this, by its own ledger. */
    private String traded(OrderKind kind, String statuses) throws IOException {
        var reference = place(kind);
        await().atMost(PATIENCE).until(() -> stage.acme.order(reference).has("tradingId"));
        var tradingId = stage.acme.order(reference).get("tradingId").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses(stage.acme.trade(tradingId)))
                .isEqualTo(statuses));
        return tradingId;
    }

    /** A trade of acme's that has shipped, of which acme knows nothing yet. */
    private String serverTraded(OrderKind kind) throws IOException {
        var reference = place(kind);
        await().atMost(PATIENCE).until(() -> list(stage.server.json("/api/trades?limit=500", "acme")).stream()
                .anyMatch(trade -> trade.get("orderReference").asText().equals(reference)
                        && statuses(trade).equals(SHIPPED)));
        return list(stage.server.json("/api/trades?limit=500", "acme")).stream()
                .filter(trade -> trade.get("orderReference").asText().equals(reference))
                .map(trade -> trade.get("tradingId").asText())
                .findFirst()
                .orElseThrow();
    }

    private String place(OrderKind kind) throws IOException {
        var order = kind.order();
        assertThat(stage.acme.place(order.toString()).statusCode()).isEqualTo(202);
        return order.get("orderReference").asText();
    }

    /** Takes a message out of acme's queue, as a broken disk would. */
    private boolean loseSequence(int sequence, String tradingId) throws JMSException {
        return BrokerQueues.takeOne(
                stage.server.brokerAddress(),
                "acme",
                stage.server.accounts().secretOf("acme"),
                "JMSCorrelationID = '" + tradingId + "' AND cloudEvents_sequence = '" + String.format("%010d", sequence)
                        + "'");
    }

    private List<String> history(String tradingId) {
        return IntStream.rangeClosed(
                        1, stage.acme.trade(tradingId).get("sequence").asInt())
                .mapToObj(sequence -> stage.acme
                        .get("/api/trades/" + tradingId + "/history/" + sequence)
                        .body())
                .toList();
    }

    private List<String> published(String tradingId) {
        return list(stage.server.json("/api/trades/" + tradingId, "acme").get("history")).stream()
                .map(JsonNode::toString)
                .toList();
    }

    private String quarantined(String tradingId) {
        var id = stage.acme.all("/api/warnings").stream()
                .filter(warning -> tradingId.equals(warning.path("tradingId").asText()))
                .map(warning -> warning.get("quarantineId").asText())
                .findFirst()
                .orElseThrow();
        return stage.acme.get("/api/quarantine/" + id).body();
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
}
