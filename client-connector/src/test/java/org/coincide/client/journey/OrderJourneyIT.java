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

/** Server and clients as they are started by their users, with nothing configured but ports and pace. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrderJourneyIT {

    private static final String RETURN_OF_ALL =
            """
            {"returnNumber": "RET-1", "reason": {"code": "DAMAGED"}, "lines": [{"number": 1, "quantity": 3}]}""";

    private static final TestSystem STAGE = TestSystem.of(OrderJourneyIT.class);
    private static final LoadJournal JOURNAL = new LoadJournal(STAGE.folder.resolve("load.jsonl"));
    private static final ConnectorUser CUSTOMER = new ConnectorUser(STAGE.acme, JOURNAL);
    private static final UserTaskClient CLERK = new UserTaskClient(STAGE.server);

    @BeforeAll
    static void start() {
        STAGE.start();
    }

    @AfterAll
    static void end() {
        STAGE.close();
        JOURNAL.close();
    }

    @Test
    @Order(1)
    void anOrdinaryOrderHasTheSameHistoryOnBothSides() throws IOException {
        var tradingId = CUSTOMER.follow(OrderKind.ORDINARY);

        var server = STAGE.server.json("/api/trades/" + tradingId, "acme");
        var client = STAGE.acme.trade(tradingId);
        assertThat(client.get("intact").asBoolean()).isTrue();
        assertThat(sequences(client))
                .isEqualTo(IntStream.rangeClosed(1, client.get("sequence").asInt())
                        .mapToObj(String::valueOf)
                        .toList());
        assertThat(server.get("sequence")).isEqualTo(client.get("sequence"));
        List<JsonNode> published =
                StreamSupport.stream(server.get("history").spliterator(), false).toList();
        for (int index = 0; index < published.size(); index++) {
            var held = STAGE.acme.get("/api/trades/" + tradingId + "/history/" + (index + 1));
            assertThat(held.body()).isEqualTo(published.get(index).toString());
        }
        assertThat(published).hasSize(client.get("sequence").asInt());
    }

    @Test
    @Order(2)
    void aDeclinedCardCancelsTheOrderWithoutCapture() throws IOException {
        var trade = STAGE.acme.trade(CUSTOMER.follow(OrderKind.DECLINED));

        assertThat(trade.at("/reason/code").asText()).isEqualTo("PAYMENT_DECLINED");
        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("0.00");
    }

    @Test
    @Order(3)
    void missingStockCancelsTheOrderWithoutCapture() throws IOException {
        var trade = STAGE.acme.trade(CUSTOMER.follow(OrderKind.OUT_OF_STOCK));

        assertThat(trade.at("/reason/code").asText()).isEqualTo("OUT_OF_STOCK");
        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("0.00");
    }

    @Test
    @Order(4)
    void anInvoiceIsPaidByABankTransfer() throws IOException {
        var trade = STAGE.acme.trade(CUSTOMER.follow(OrderKind.INVOICE));

        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("37.50");
    }

    @Test
    @Order(5)
    void aClientSeesNoTradeOfAnotherClient() throws IOException {
        var tradingId = CUSTOMER.follow(OrderKind.ORDINARY);

        assertThat(STAGE.server.get("/api/trades/" + tradingId, "globex").statusCode())
                .isEqualTo(404);
        assertThat(STAGE.server.get("/api/trades", "acme").body()).contains(tradingId);
        assertThat(STAGE.server.get("/api/trades", "globex").body()).isEqualTo("[]");
        assertThat(STAGE.globex.get("/api/trades/" + tradingId).statusCode()).isEqualTo(404);
        assertThat(STAGE.globex.get("/api/trades").body()).doesNotContain(tradingId);
        assertThat(STAGE.globex.get("/api/warnings").body()).isEqualTo("[]");
    }

    @Test
    @Order(6)
    void aHeldOrderIsCancelledThroughTheConnector() throws IOException {
        var tradingId = CUSTOMER.placeHeld(OrderKind.CANCELLED.order());
        CUSTOMER.ask(tradingId, "cancellation", "{\"reason\":{\"code\":\"CHANGED_MIND\"}}");
        CUSTOMER.awaitStatuses(tradingId, OrderKind.CANCELLED.end());

        var trade = STAGE.acme.trade(tradingId);
        assertThat(trade.at("/reason/code").asText()).isEqualTo("CHANGED_MIND");
        assertThat(STAGE.acme.warnings(tradingId)).isEmpty();
    }

    @Test
    @Order(7)
    void aHeldOrderIsAmendedThroughTheConnector() throws IOException {
        var order = OrderKind.AMENDED.order();
        var tradingId = CUSTOMER.placeHeld(order);
        ((ObjectNode) order.get("shipTo")).put("country", "GB");
        ((ObjectNode) order.at("/lines/0")).put("quantity", 5);
        CUSTOMER.ask(tradingId, "amendment", "{\"order\":" + order + "}");
        CUSTOMER.awaitStatuses(tradingId, OrderKind.AMENDED.end());

        var trade = STAGE.acme.trade(tradingId);
        assertThat(trade.get("revision").asInt()).isEqualTo(2);
        assertThat(trade.at("/lines/0/delivered").asInt()).isEqualTo(5);
        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("62.50");
        assertThat(trade.get("intact").asBoolean()).isTrue();
        assertThat(STAGE.acme.warnings(tradingId)).isEmpty();
    }

    @Test
    @Order(8)
    void returnedGoodsAreRefundedAfterTheirReceipt() throws IOException {
        var tradingId = CUSTOMER.place(OrderKind.RETURNED.order());
        CUSTOMER.awaitStatuses(tradingId, "COMPLETED/DELIVERED/PAID");
        CUSTOMER.ask(tradingId, "return", RETURN_OF_ALL);
        CLERK.complete(tradingId, "Task_DecideReturn", "{\"returnAccepted\":{\"value\":true}}");
        CLERK.complete(
                tradingId,
                "Task_ReceiveGoods",
                "{\"receivedPieces\":{\"value\":3,\"type\":\"Long\"},\"receivedCondition\":{\"value\":\"DAMAGED\"}}");
        CUSTOMER.awaitStatuses(tradingId, OrderKind.RETURNED.end());

        var trade = STAGE.acme.trade(tradingId);
        assertThat(trade.at("/lines/0/returned").asInt()).isEqualTo(3);
        assertThat(trade.at("/amounts/refunded").asText()).isEqualTo("37.50");
        assertThat(trade.get("closed").asBoolean()).isTrue();
        assertThat(STAGE.acme.warnings(tradingId)).isEmpty();
    }

    @Test
    @Order(9)
    void aRejectedReturnIsShownWithItsReason() throws IOException {
        var tradingId = CUSTOMER.follow(OrderKind.ORDINARY);
        CUSTOMER.ask(tradingId, "return", RETURN_OF_ALL);
        CLERK.complete(
                tradingId,
                "Task_DecideReturn",
                "{\"returnAccepted\":{\"value\":false},\"returnNote\":{\"value\":\"Opened tea stays where it is.\"}}");

        var reason = CUSTOMER.awaitRefusal(tradingId);
        assertThat(reason.get("code").asText()).isEqualTo("RETURN_NOT_ACCEPTED");
        assertThat(reason.get("text").asText()).isEqualTo("Opened tea stays where it is.");
        assertThat(CUSTOMER.statuses(tradingId)).isEqualTo(OrderKind.ORDINARY.end());
    }

    @Test
    @Order(10)
    void aLateAmendmentIsShownWithTheServersReason() throws IOException {
        var order = OrderKind.ORDINARY.order();
        var tradingId = CUSTOMER.place(order);
        CUSTOMER.awaitStatuses(tradingId, OrderKind.ORDINARY.end());
        ((ObjectNode) order.at("/lines/0")).put("quantity", 5);
        CUSTOMER.ask(tradingId, "amendment", "{\"order\":" + order + "}");

        assertThat(CUSTOMER.awaitRefusal(tradingId).get("code").asText()).isEqualTo("NOT_ON_HOLD");
        assertThat(STAGE.acme.trade(tradingId).get("revision").asInt()).isEqualTo(1);
        assertThat(STAGE.acme.warnings(tradingId)).isEmpty();
    }

    /** The last one: it ends the processes to read their databases. */
    @Test
    @Order(11)
    void twoHundredConcurrentOrdersAreTwoHundredTrades() {
        var load = new LoadGenerator(STAGE.clients(), JOURNAL, 200);
        load.rush(100);
        load.finish();
        var rest = new SnapshotCollector(STAGE, JOURNAL).await(Duration.ofSeconds(120));

        var evidence = rest.stopAndGather();
        evidence.record(Path.of("target", "journey", "OrderJourneyIT.json"));

        assertThat(evidence.placed()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(ConsistencyChecker.violations(evidence)).isEmpty();
    }

    private static List<String> sequences(JsonNode trade) {
        return trade.get("history").findValuesAsText("sequence");
    }
}
