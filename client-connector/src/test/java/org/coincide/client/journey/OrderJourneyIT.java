package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The journey of an order through server and clients, started from their jars with default settings but for ports and delays. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrderJourneyIT {

    private static final String RETURN_OF_ALL =
            """
            {"returnNumber": "RET-1", "reason": {"code": "DAMAGED"}, "lines": [{"number": 1, "quantity": 3}]}""";

    private static TestSystem system;
    private static LoadJournal journal;
    private static ConnectorUser user;
    private static UserTaskClient userTasks;

    @BeforeAll
    static void start() {
        system = TestSystem.of(OrderJourneyIT.class);
        journal = new LoadJournal(system.folder.resolve("load.jsonl"));
        user = new ConnectorUser(system.acme, journal);
        userTasks = new UserTaskClient(system.server);
        system.start();
    }

    @AfterAll
    static void end() {
        system.close();
        journal.close();
    }

    @Test
    @Order(1)
    void anOrdinaryOrderHasTheSameHistoryOnBothSides() throws IOException {
        var tradingId = user.complete(OrderKind.ORDINARY);

        var server = system.server.json("/api/trades/" + tradingId, "acme");
        var client = system.acme.trade(tradingId);
        assertThat(client.get("intact").asBoolean()).isTrue();
        assertThat(sequences(client))
                .isEqualTo(IntStream.rangeClosed(1, client.get("sequence").asInt())
                        .mapToObj(String::valueOf)
                        .toList());
        assertThat(server.get("sequence")).isEqualTo(client.get("sequence"));
        List<JsonNode> published =
                StreamSupport.stream(server.get("history").spliterator(), false).toList();
        for (int index = 0; index < published.size(); index++) {
            var held = system.acme.get("/api/trades/" + tradingId + "/history/" + (index + 1));
            assertThat(held.body()).isEqualTo(published.get(index).toString());
        }
        assertThat(published).hasSize(client.get("sequence").asInt());
    }

    @Test
    @Order(2)
    void aDeclinedCardCancelsTheOrderWithoutCapture() throws IOException {
        var trade = system.acme.trade(user.complete(OrderKind.DECLINED));

        assertThat(trade.at("/reason/code").asText()).isEqualTo("PAYMENT_DECLINED");
        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("0.00");
    }

    @Test
    @Order(3)
    void missingStockCancelsTheOrderWithoutCapture() throws IOException {
        var trade = system.acme.trade(user.complete(OrderKind.OUT_OF_STOCK));

        assertThat(trade.at("/reason/code").asText()).isEqualTo("OUT_OF_STOCK");
        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("0.00");
    }

    @Test
    @Order(4)
    void anInvoiceIsPaidByABankTransfer() throws IOException {
        var trade = system.acme.trade(user.complete(OrderKind.INVOICE));

        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("37.50");
    }

    @Test
    @Order(5)
    void aClientSeesNoTradeOfAnotherClient() throws IOException {
        var tradingId = user.complete(OrderKind.ORDINARY);

        assertThat(system.server.get("/api/trades/" + tradingId, "globex").statusCode())
                .isEqualTo(404);
        assertThat(system.server.get("/api/trades", "acme").body()).contains(tradingId);
        assertThat(system.server.get("/api/trades", "globex").body()).isEqualTo("[]");
        assertThat(system.globex.get("/api/trades/" + tradingId).statusCode()).isEqualTo(404);
        assertThat(system.globex.get("/api/trades").body()).doesNotContain(tradingId);
        assertThat(system.globex.get("/api/warnings").body()).isEqualTo("[]");
    }

    @Test
    @Order(6)
    void aHeldOrderIsCancelledThroughTheConnector() throws IOException {
        var tradingId = user.placeHeld(OrderKind.CANCELLED.order());
        user.request(tradingId, "cancellation", "{\"reason\":{\"code\":\"CHANGED_MIND\"}}");
        user.awaitStatuses(tradingId, OrderKind.CANCELLED.finalStatuses());

        var trade = system.acme.trade(tradingId);
        assertThat(trade.at("/reason/code").asText()).isEqualTo("CHANGED_MIND");
        assertThat(system.acme.warnings(tradingId)).isEmpty();
    }

    @Test
    @Order(7)
    void aHeldOrderIsAmendedThroughTheConnector() throws IOException {
        var order = OrderKind.AMENDED.order();
        var tradingId = user.placeHeld(order);
        ((ObjectNode) order.get("shipTo")).put("country", "GB");
        ((ObjectNode) order.at("/lines/0")).put("quantity", 5);
        user.request(tradingId, "amendment", "{\"order\":" + order + "}");
        user.awaitStatuses(tradingId, OrderKind.AMENDED.finalStatuses());

        var trade = system.acme.trade(tradingId);
        assertThat(trade.get("revision").asInt()).isEqualTo(2);
        assertThat(trade.at("/lines/0/delivered").asInt()).isEqualTo(5);
        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("62.50");
        assertThat(trade.get("intact").asBoolean()).isTrue();
        assertThat(system.acme.warnings(tradingId)).isEmpty();
    }

    @Test
    @Order(8)
    void returnedGoodsAreRefundedAfterTheirReceipt() throws IOException {
        var tradingId = user.place(OrderKind.RETURNED.order());
        user.awaitStatuses(tradingId, "COMPLETED/DELIVERED/PAID");
        user.request(tradingId, "return", RETURN_OF_ALL);
        userTasks.complete(tradingId, "Task_DecideReturn", "{\"returnAccepted\":{\"value\":true}}");
        userTasks.complete(
                tradingId,
                "Task_ReceiveGoods",
                "{\"receivedPieces\":{\"value\":3,\"type\":\"Long\"},\"receivedCondition\":{\"value\":\"DAMAGED\"}}");
        user.awaitStatuses(tradingId, OrderKind.RETURNED.finalStatuses());

        var trade = system.acme.trade(tradingId);
        assertThat(trade.at("/lines/0/returned").asInt()).isEqualTo(3);
        assertThat(trade.at("/amounts/refunded").asText()).isEqualTo("37.50");
        assertThat(trade.get("closed").asBoolean()).isTrue();
        assertThat(system.acme.warnings(tradingId)).isEmpty();
    }

    @Test
    @Order(9)
    void aRejectedReturnIsShownWithItsReason() throws IOException {
        var tradingId = user.complete(OrderKind.ORDINARY);
        user.request(tradingId, "return", RETURN_OF_ALL);
        userTasks.complete(
                tradingId,
                "Task_DecideReturn",
                "{\"returnAccepted\":{\"value\":false},\"returnNote\":{\"value\":\"Opened tea stays where it is.\"}}");

        var reason = user.awaitRefusal(tradingId);
        assertThat(reason.get("code").asText()).isEqualTo("RETURN_NOT_ACCEPTED");
        assertThat(reason.get("text").asText()).isEqualTo("Opened tea stays where it is.");
        assertThat(user.statuses(tradingId)).isEqualTo(OrderKind.ORDINARY.finalStatuses());
    }

    @Test
    @Order(10)
    void aLateAmendmentIsShownWithTheServersReason() throws IOException {
        var order = OrderKind.ORDINARY.order();
        var tradingId = user.place(order);
        user.awaitStatuses(tradingId, OrderKind.ORDINARY.finalStatuses());
        ((ObjectNode) order.at("/lines/0")).put("quantity", 5);
        user.request(tradingId, "amendment", "{\"order\":" + order + "}");

        assertThat(user.awaitRefusal(tradingId).get("code").asText()).isEqualTo("NOT_ON_HOLD");
        assertThat(system.acme.trade(tradingId).get("revision").asInt()).isEqualTo(1);
        assertThat(system.acme.warnings(tradingId)).isEmpty();
    }

    /** Runs last: stops the processes to read their databases. */
    @Test
    @Order(11)
    void twoHundredConcurrentOrdersAreTwoHundredTrades() {
        var load = new LoadGenerator(system.clients(), journal, 200);
        load.placeAtOnce(100);
        load.finish();
        var collector = new SnapshotCollector(system, journal).await(Duration.ofSeconds(120));

        var snapshot = collector.stopAndCollect();
        snapshot.write(Path.of("target", "journey", "OrderJourneyIT.json"));

        assertThat(snapshot.placed()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(ConsistencyChecker.violations(snapshot)).isEmpty();
    }

    private static List<String> sequences(JsonNode trade) {
        return trade.get("history").findValuesAsText("sequence");
    }
}
