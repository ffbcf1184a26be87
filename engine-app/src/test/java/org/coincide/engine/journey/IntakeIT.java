package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.QueueClient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Invalid and duplicate messages at the queues. The next order is accepted after each. */
@BothDatabases
class IntakeIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();

        @Test
        void invalidJsonIsRefusedWithTheReason() {
            acme.send("trading.orders", "this is no JSON");
            assertThat(soleRefusalReason().path("code").asText()).isEqualTo("MALFORMED_JSON");
            theNextOrderIsTaken();
        }

        @Test
        void aDuplicateKeyIsRefused() {
            ObjectNode order = Orders.ordinary();
            String doubled = acme.enveloped("order", reference(order), order)
                    .toString()
                    .replace("\"currency\":\"EUR\"", "\"currency\":\"EUR\",\"currency\":\"EUR\"");
            acme.send("trading.orders", doubled);
            assertThat(soleRefusalReason().path("text").asText()).contains("currency");
            theNextOrderIsTaken();
        }

        @Test
        void anUnknownProductIsRefusedByName() {
            acme.order(Orders.addLine(Orders.ordinary(), "TEA-UNHEARD-OF", 1, "1.00"));
            JsonNode reason = soleRefusalReason();
            assertThat(reason.path("code").asText()).isEqualTo("UNKNOWN_PRODUCT");
            assertThat(reason.path("pointer").asText()).isEqualTo("/lines/1/sku");
            assertThat(reason.path("text").asText()).contains("TEA-UNHEARD-OF");
        }

        @Test
        void aQuantityOfZeroIsRefused() {
            acme.order(Orders.addLine(Orders.ordinary(), "CUP-PORCELAIN", 0, "4.90"));
            assertThat(soleRefusalReason().path("pointer").asText()).isEqualTo("/lines/1/quantity");
        }

        @Test
        void anImpossibleDateIsRefused() {
            acme.order(Orders.ordinary().put("requestedDelivery", "2026-02-30"));
            JsonNode reason = soleRefusalReason();
            assertThat(reason.path("code").asText()).isEqualTo("SCHEMA_INVALID");
            assertThat(reason.path("pointer").asText()).isEqualTo("/requestedDelivery");
            assertThat(reason.path("text").asText()).contains("date");
            theNextOrderIsTaken();
        }

        @Test
        void aPastDeliveryDateIsRefused() {
            acme.order(Orders.ordinary()
                    .put(
                            "requestedDelivery",
                            LocalDate.now(ZoneOffset.UTC).minusDays(2).toString()));
            JsonNode reason = soleRefusalReason();
            assertThat(reason.path("code").asText()).isEqualTo("PAST_DELIVERY_DATE");
            assertThat(reason.path("pointer").asText()).isEqualTo("/requestedDelivery");
            theNextOrderIsTaken();
        }

        @Test
        void anOrderForTodayIsAccepted() {
            ObjectNode order = Orders.ordinary()
                    .put("requestedDelivery", LocalDate.now(ZoneOffset.UTC).toString());
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aWrongPriceIsRefusedWithTheRightOne() {
            acme.order(Orders.addLine(Orders.ordinary(), "CUP-PORCELAIN", 2, "3.90"));
            JsonNode reason = soleRefusalReason();
            assertThat(reason.path("code").asText()).isEqualTo("PRICE_CHANGED");
            assertThat(reason.path("text").asText()).contains("4.90 EUR");
        }

        @Test
        void aTotalThatTheContractCannotWriteIsRefused() {
            acme.order(addDearLine(Orders.ordinary()));
            JsonNode reason = soleRefusalReason();
            assertThat(reason.path("code").asText()).isEqualTo("TOTAL_TOO_LARGE");
            assertThat(reason.path("pointer").asText()).isEqualTo("/lines");
            theNextOrderIsTaken();
        }

        @Test
        void anAmendmentToSuchATotalIsRefused() {
            ObjectNode order = held();
            ObjectNode amendment = JSON.createObjectNode().put("tradingId", tradingId(order));
            amendment.set("order", addDearLine(order.deepCopy()));
            acme.request("amendment", tradingId(order), amendment);
            JsonNode reason = soleRefusalReason();
            assertThat(reason.path("code").asText()).isEqualTo("TOTAL_TOO_LARGE");
            assertThat(reason.path("pointer").asText()).isEqualTo("/order/lines");
            assertThat(informationOf(acme, order)).hasSize(1);
        }

        /** A million pieces, whose value has 13 digits before the decimal point. */
        private ObjectNode addDearLine(ObjectNode order) {
            String sku = "DEAR-" + UUID.randomUUID();
            jdbc.sql("INSERT INTO product (sku, name, unit_price, currency) VALUES (?, 'Made for a test', ?, 'EUR')")
                    .params(sku, new BigDecimal("1200000"))
                    .update();
            return Orders.addLine(order, sku, 1_000_000, "1200000.00");
        }

        @Test
        void anObjectMessageIsRefusedUnread() throws Exception {
            acme.send("trading.orders", acme.session().createObjectMessage(new ArrayList<>(List.of("gadget"))));
            assertThat(soleRefusalReason().path("code").asText()).isEqualTo("TEXT_ONLY");
            theNextOrderIsTaken();
        }

        @Test
        void aDuplicateOrderGetsTheFirstAnswerAgain() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            acme.order(order);
            awaitUntil(() -> assertThat(informationOf(acme, order)).hasSize(2));
            assertThat(informationOf(acme, order).get(0))
                    .isEqualTo(informationOf(acme, order).get(1));
            assertThat(tradesOf(order)).isEqualTo(1);
        }

        @Test
        void anotherOrderUnderTheSameReferenceIsRefusedAndChangesNothing() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            acme.order(Orders.addLine(order.deepCopy(), "CUP-PORCELAIN", 1, "4.90"));
            assertThat(soleRefusalReason().path("code").asText()).isEqualTo("ORDER_REFERENCE_TAKEN");
            assertThat(tradesOf(order)).isEqualTo(1);
        }

        @Test
        void anInquiryRepeatsTheMessagesOfATradeByteForByte() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            List<JsonNode> first = acme.ofOrder(reference(order));
            String tradingId = newest(order).path("tradingId").asText();
            acme.request(
                    "inquiry",
                    tradingId,
                    JSON.createObjectNode().put("tradingId", tradingId).put("fromSequence", 3));
            awaitUntil(() -> assertThat(acme.ofOrder(reference(order))).hasSize(2 * first.size() - 2));
            assertThat(acme.ofOrder(reference(order)).subList(first.size(), 2 * first.size() - 2))
                    .isEqualTo(first.subList(2, first.size()));
        }

        @Test
        void anInquiryAboutAnothersTradeReturnsNothing() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String tradingId = newest(order).path("tradingId").asText();
            globex.request(
                    "inquiry",
                    tradingId,
                    JSON.createObjectNode().put("tradingId", tradingId).put("fromSequence", 1));
            globex.request("cancellation", tradingId, JSON.createObjectNode().put("tradingId", tradingId));
            awaitUntil(() -> assertThat(refusals(globex))
                    .singleElement()
                    .extracting(refusal -> refusal.at("/data/reasons/0/code").asText())
                    .isEqualTo("UNKNOWN_TRADE"));
            assertThat(globex.bodies()).noneMatch(body -> body.contains(reference(order)));
        }

        @Test
        void aClientsWarningIsKeptOnce() {
            ObjectNode warning =
                    JSON.createObjectNode().put("warning", "UNKNOWN_TRADE").put("text", "We never ordered this.");
            String event = acme.enveloped("warning", "none", warning).toString();
            long before = count("client_warning");
            acme.send("trading.requests", event);
            acme.send("trading.requests", event);
            theNextOrderIsTaken();
            awaitUntil(() -> assertThat(count("client_warning")).isEqualTo(before + 1));
        }

        @Test
        void aRequestOfAnUnknownTypeIsRefusedWithTheKnownTypes() {
            acme.request("gossip", "none", JSON.createObjectNode());
            JsonNode reason = soleRefusalReason();
            assertThat(reason.path("code").asText()).isEqualTo("UNKNOWN_TYPE");
            assertThat(reason.path("text").asText())
                    .endsWith("Send one of trading.inquiry.v1, trading.warning.v1, trading.receipt.v1,"
                            + " trading.cancellation.v1, trading.amendment.v1, trading.return.v1.");
            assertThat(reason.path("pointer").asText()).isEqualTo("/type");
        }

        private void theNextOrderIsTaken() {
            ObjectNode next = Orders.ordinary();
            acme.order(next);
            awaitStatuses(next, "COMPLETED/DELIVERED/PAID");
        }

        private JsonNode soleRefusalReason() {
            awaitUntil(() -> assertThat(refusals(acme)).hasSize(1));
            JsonNode reasons = refusals(acme).get(0).at("/data/reasons");
            assertThat(reasons).hasSize(1);
            return reasons.get(0);
        }

        private static List<JsonNode> refusals(QueueClient client) {
            return ofType(client, "trading.refusal.v1").toList();
        }

        private static List<JsonNode> informationOf(QueueClient client, ObjectNode order) {
            return ofType(client, "trading.information.v1")
                    .filter(event -> event.at("/data/orderReference").asText().equals(reference(order)))
                    .toList();
        }

        private static Stream<JsonNode> ofType(QueueClient client, String type) {
            return client.received().stream()
                    .filter(event -> event.path("type").asText().equals(type));
        }

        private long tradesOf(ObjectNode order) {
            return jdbc.sql("SELECT COUNT(*) FROM trade WHERE order_reference = ?")
                    .param(reference(order))
                    .query(Long.class)
                    .single();
        }
    }
}
