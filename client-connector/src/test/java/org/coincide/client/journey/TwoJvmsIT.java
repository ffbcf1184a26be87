package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
class TwoJvmsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Stage STAGE = Stage.of(TwoJvmsIT.class);
    private static final LoadJournal JOURNAL = new LoadJournal(STAGE.folder.resolve("load.jsonl"));

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
    void anOrdinaryOrderEndsDeliveredAndPaidAndBothSidesTellTheSameStory() throws IOException {
        var tradingId = follow(Wanted.ORDINARY);

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
    void aDeclinedCardEndsCancelledWithNothingTaken() throws IOException {
        var trade = STAGE.acme.trade(follow(Wanted.DECLINED));

        assertThat(trade.at("/reason/code").asText()).isEqualTo("PAYMENT_DECLINED");
        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("0.00");
    }

    @Test
    @Order(3)
    void missingStockEndsCancelledWithNothingTaken() throws IOException {
        var trade = STAGE.acme.trade(follow(Wanted.OUT_OF_STOCK));

        assertThat(trade.at("/reason/code").asText()).isEqualTo("OUT_OF_STOCK");
        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("0.00");
    }

    @Test
    @Order(4)
    void anInvoiceEndsPaidWhenTheBankSaysSo() throws IOException {
        var trade = STAGE.acme.trade(follow(Wanted.INVOICE));

        assertThat(trade.at("/amounts/captured").asText()).isEqualTo("37.50");
    }

    @Test
    @Order(5)
    void neitherClientSeesAnythingOfTheOther() throws IOException {
        var tradingId = follow(Wanted.ORDINARY);

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
        var tradingId = held(Wanted.CANCELLED);
        ask(tradingId, "cancellation", "{\"reason\":{\"code\":\"CHANGED_MIND\"}}");
        awaitEnd(tradingId, Wanted.CANCELLED);

        var trade = STAGE.acme.trade(tradingId);
        assertThat(trade.at("/reason/code").asText()).isEqualTo("CHANGED_MIND");
        assertThat(STAGE.acme.warnings(tradingId)).isEmpty();
    }

    @Test
    @Order(7)
    void aHeldOrderIsAmendedThroughTheConnectorAndGoesOn() throws IOException {
        var order = Wanted.AMENDED.order();
        var tradingId = held(order);
        ((ObjectNode) order.get("shipTo")).put("country", "GB");
        ask(tradingId, "amendment", "{\"order\":" + order + "}");
        awaitEnd(tradingId, Wanted.AMENDED);

        assertThat(STAGE.acme.warnings(tradingId)).isEmpty();
        assertThat(STAGE.acme.trade(tradingId).get("intact").asBoolean()).isTrue();
    }

    /** The last one: it ends the processes to read their databases. */
    @Test
    @Order(8)
    void twoHundredOrdersOfTwoClientsAtOnceAreTwoHundredTradesAndTheLedgersAreTheJournal() {
        var load = new Load(STAGE.clients(), JOURNAL, 200);
        load.rush(100);
        load.finish();
        var rest = new Rest(STAGE, JOURNAL).await(Duration.ofSeconds(120));

        var evidence = rest.stopAndGather();
        evidence.record(Path.of("target", "journey", "TwoJvmsIT.json"));

        assertThat(evidence.placed()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(Checker.violations(evidence)).isEmpty();
    }

    private static String held(Wanted kind) throws IOException {
        return held(kind.order());
    }

    private static String held(JsonNode order) throws IOException {
        var tradingId = accepted(order);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses(STAGE.acme.trade(tradingId)))
                .isEqualTo("ON_HOLD/NOT_STARTED/PENDING"));
        return tradingId;
    }

    private static void ask(String tradingId, String wish, String body) throws IOException {
        var answer = STAGE.acme.post("/api/trades/" + tradingId + "/" + wish, body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** Places an order of this kind at acme's connector and returns its trading identifier when it has ended. */
    private static String follow(Wanted kind) throws IOException {
        var tradingId = accepted(kind.order());
        awaitEnd(tradingId, kind);
        return tradingId;
    }

    private static void awaitEnd(String tradingId, Wanted kind) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses(STAGE.acme.trade(tradingId)))
                .isEqualTo(kind.end()));
    }

    private static String accepted(JsonNode order) throws IOException {
        var reference = order.get("orderReference").asText();
        JOURNAL.request("acme", reference, order.toString());
        var answer = STAGE.acme.place(order.toString());
        JOURNAL.reply("acme", reference, answer.statusCode(), answer.body());
        assertThat(answer.statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        STAGE.acme.order(reference).path("state").asText())
                .isEqualTo("ACCEPTED"));
        return STAGE.acme.order(reference).get("tradingId").asText();
    }

    private static String statuses(JsonNode trade) {
        return String.join(
                "/",
                trade.get("order").asText(),
                trade.get("delivery").asText(),
                trade.get("payment").asText());
    }

    private static List<String> sequences(JsonNode trade) {
        return trade.get("history").findValuesAsText("sequence");
    }
}
