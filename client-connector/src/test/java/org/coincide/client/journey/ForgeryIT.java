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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that are not true, on a real client's queue, about real trades: parcels here stay on their way for an hour. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForgeryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SHIPPED = "IN_PROGRESS/SHIPPED/PAID";

    private static final Stage STAGE = Stage.of(
            ForgeryIT.class,
            Map.of("coincide.simulation.carrier.delivered-after", "1h"),
            Map.of("acme", Map.of("coincide.requests.inquiry-sweep", "500ms")));

    /** The trading identifier that each warning names. */
    private static final Map<WarningType, String> RAISED = new EnumMap<>(WarningType.class);

    @BeforeAll
    static void start() {
        STAGE.start();
    }

    @AfterAll
    static void end() {
        STAGE.close();
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNPROCESSABLE")
    void aMessageThatIsNotTrueIsKeptAsideWithAWarningAndMovesNothing(WarningType warning) throws IOException {
        var tradingId = warning == WarningType.AFTER_CLOSE
                ? traded(Wanted.DECLINED, "CANCELLED/CANCELLED/FAILED")
                : traded(Wanted.ORDINARY, SHIPPED);
        var forged = new Forgery(history(tradingId)).that(warning);
        var before = STAGE.acme.get("/api/trades/" + tradingId).body();
        int trades = STAGE.acme.all("/api/trades").size();

        queues().say("acme", forged);

        var about = warning == WarningType.UNKNOWN_TRADE ? subject(forged) : tradingId;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(STAGE.acme.warnings(about)).containsExactly(warning.name()));
        RAISED.put(warning, about);
        assertThat(STAGE.acme.get("/api/trades/" + tradingId).body()).isEqualTo(before);
        assertThat(STAGE.acme.all("/api/trades")).hasSize(trades);
        assertThat(quarantined(about)).isEqualTo(forged);
    }

    @Test
    @Order(2)
    void theSameMessageOnceMoreChangesNothingAndIsNoWarning() throws IOException {
        var tradingId = traded(Wanted.ORDINARY, SHIPPED);
        var before = STAGE.acme.get("/api/trades/" + tradingId).body();
        var history = history(tradingId);

        queues().say("acme", history.toArray(String[]::new));
        queues().say("acme", new Forgery(history).that(WarningType.UNKNOWN_STATUS));

        // The last one tells that those before it have been judged.
        await().atMost(PATIENCE).until(() -> !STAGE.acme.warnings(tradingId).isEmpty());
        assertThat(STAGE.acme.warnings(tradingId)).containsExactly("UNKNOWN_STATUS");
        assertThat(STAGE.acme.get("/api/trades/" + tradingId).body()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void aLostMessageIsAskedForAndTheTradeHeals() throws Exception {
        STAGE.acme.stop();
        STAGE.acme.launch("--coincide.inbox.enabled=false");
        STAGE.acme.awaitReady();
        var tradingId = serverTraded(Wanted.ORDINARY);

        assertThat(loseSequence(3, tradingId)).isTrue();
        STAGE.acme.stop();
        STAGE.acme.launch();
        STAGE.acme.awaitReady();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses(STAGE.acme.trade(tradingId)))
                .isEqualTo(SHIPPED));
        assertThat(STAGE.acme.warnings(tradingId)).containsExactly("SEQUENCE_GAP");
        assertThat(history(tradingId)).isEqualTo(published(tradingId));
    }

    /** The last one: it ends the processes to read the server's database. */
    @Test
    @Order(4)
    void theServerHasEveryWarningAndNoDeadLetter() {
        assertThat(queues().deadLetters())
                .allSatisfy((queue, letters) -> assertThat(letters).isZero());
        STAGE.stop();
        try (var books = Books.ofServer(STAGE.server.dataDirectory())) {
            assertThat(RAISED).hasSize(11).allSatisfy((warning, tradingId) -> assertThat(books.jdbc()
                            .sql("SELECT warning FROM client_warning WHERE client_id = 'acme' AND trading_id = ?")
                            .param(tradingId)
                            .query(String.class)
                            .list())
                    .containsExactly(warning.name()));
        }
    }

    private static ServersQueues queues() {
        return new ServersQueues(STAGE.server.brokerAddress(), STAGE.server.accounts());
    }

    /** A trade of acme's that has come as far as this, by its own ledger. */
    private static String traded(Wanted kind, String statuses) throws IOException {
        var reference = place(kind);
        await().atMost(PATIENCE).until(() -> STAGE.acme.order(reference).has("tradingId"));
        var tradingId = STAGE.acme.order(reference).get("tradingId").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses(STAGE.acme.trade(tradingId)))
                .isEqualTo(statuses));
        return tradingId;
    }

    /** A trade of acme's that has shipped, of which acme knows nothing yet. */
    private static String serverTraded(Wanted kind) throws IOException {
        var reference = place(kind);
        await().atMost(PATIENCE).until(() -> list(STAGE.server.json("/api/trades?limit=500", "acme")).stream()
                .anyMatch(trade -> trade.get("orderReference").asText().equals(reference)
                        && statuses(trade).equals(SHIPPED)));
        return list(STAGE.server.json("/api/trades?limit=500", "acme")).stream()
                .filter(trade -> trade.get("orderReference").asText().equals(reference))
                .map(trade -> trade.get("tradingId").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String place(Wanted kind) throws IOException {
        var order = kind.order();
        assertThat(STAGE.acme.place(order.toString()).statusCode()).isEqualTo(202);
        return order.get("orderReference").asText();
    }

    /** Takes a message out of acme's queue, as a broken disk would. */
    private static boolean loseSequence(int sequence, String tradingId) throws JMSException {
        return ServersQueues.takeOne(
                STAGE.server.brokerAddress(),
                "acme",
                STAGE.server.accounts().secretOf("acme"),
                "JMSCorrelationID = '" + tradingId + "' AND cloudEvents_sequence = '" + String.format("%010d", sequence)
                        + "'");
    }

    private static List<String> history(String tradingId) {
        return IntStream.rangeClosed(
                        1, STAGE.acme.trade(tradingId).get("sequence").asInt())
                .mapToObj(sequence -> STAGE.acme
                        .get("/api/trades/" + tradingId + "/history/" + sequence)
                        .body())
                .toList();
    }

    private static List<String> published(String tradingId) {
        return list(STAGE.server.json("/api/trades/" + tradingId, "acme").get("history")).stream()
                .map(JsonNode::toString)
                .toList();
    }

    private static String quarantined(String tradingId) {
        var id = STAGE.acme.all("/api/warnings").stream()
                .filter(warning -> tradingId.equals(warning.path("tradingId").asText()))
                .map(warning -> warning.get("quarantineId").asText())
                .findFirst()
                .orElseThrow();
        return STAGE.acme.get("/api/quarantine/" + id).body();
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
