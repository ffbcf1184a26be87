package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

/** Partial, late, manual and failed deliveries. */
@BothDatabases
class DeliveryIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final Goods goods = new Goods(this);

        private static final ObjectMapper JSON = new ObjectMapper();

        @Test
        void missingGoodsFollowInAConsignmentThatIsPaidLater() throws Exception {
            String sku = goods.product(3, LocalDate.now().plusDays(3));
            ObjectNode order = Goods.order(sku, 5, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/PARTIALLY_DELIVERED/PARTIALLY_PAID");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("30.00");

            goods.receive(sku, 2);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order).path("shipments")).hasSize(2);
            assertThat(goods.stockOf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
        }

        @Test
        void theLongestBackorderIsServedFirst() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode first = Goods.order(sku, 4, "tok_ok");
            acme.order(first);
            awaitStatuses(first, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            assertThat(newest(first).at("/reason/code").asText()).isEqualTo("AWAITING_SUPPLY");
            assertThat(newest(first).at("/due/delivery").asText())
                    .as("by the end of the day on which the goods are expected")
                    .isEqualTo(LocalDate.now().plusDays(4) + "T00:00:00Z");
            ObjectNode second = Goods.order(sku, 1, "tok_ok");
            acme.order(second);
            awaitStatuses(second, "IN_PROGRESS/BACKORDERED/AUTHORIZED");

            assertThat(goods.receive(sku, 3).path("released"))
                    .as("three pieces are not enough for the first, and the second does not overtake it")
                    .isEmpty();
            goods.receive(sku, 2);
            awaitStatuses(first, "COMPLETED/DELIVERED/PAID");
            awaitStatuses(second, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aCancelledRemainderIsNotCharged() {
            String sku = goods.product(3, LocalDate.now().plusDays(3));
            ObjectNode order = Goods.order(sku, 5, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/PARTIALLY_DELIVERED/PARTIALLY_PAID");

            String tradingId = newest(order).path("tradingId").asText();
            acme.request("cancellation", tradingId, JSON.createObjectNode().put("tradingId", tradingId));
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order).at("/lines/0/cancelled").asInt()).isEqualTo(2);
            assertThat(goods.stockOf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
        }

        @Test
        void piecesMissingAtPickingAreCancelled() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = Goods.order(sku, 4, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            goods.byHand(order);
            goods.receive(sku, 4);

            Task pick = task(order, "Task_PickAndPack");
            assertThat(tasks.getVariableLocal(pick.getId(), "about")).asString().startsWith("4 × ");
            tasks.complete(pick.getId(), Map.of("picked", "{\"1\": 3}", "restDecision", "CANCEL"));
            tasks.complete(task(order, "Task_HandOverParcel").getId());
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order).at("/lines/0/cancelled").asInt()).isEqualTo(1);
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("30.00");
            assertThat(goods.stockOf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
        }

        @Test
        void missingPiecesAreBackorderedIfThePickerChoosesTo() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = Goods.order(sku, 2, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            goods.byHand(order);
            goods.receive(sku, 2);
            tasks.complete(
                    task(order, "Task_PickAndPack").getId(), Map.of("picked", "{\"1\": 1}", "restDecision", "WAIT"));
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            assertThat(goods.stockOf(sku)).isEqualTo("1 on hand, 0 reserved, 2 awaited");

            goods.receive(sku, 1);
            tasks.complete(task(order, "Task_PickAndPack").getId(), Map.of("picked", "{\"1\": 2}"));
            tasks.complete(task(order, "Task_HandOverParcel").getId());
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aPickWithoutPiecesShipsAndCapturesNothing() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = Goods.order(sku, 2, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            goods.byHand(order);
            goods.receive(sku, 2);
            tasks.complete(
                    task(order, "Task_PickAndPack").getId(), Map.of("picked", "{\"1\": 0}", "restDecision", "CANCEL"));
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(goods.reasonsOf(order)).contains("OUT_OF_STOCK");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("0.00");
            assertThat(goods.stockOf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
        }

        @Test
        void aDeliveryFollowsAFailedAttempt() {
            ObjectNode order = Goods.to("7 Closed Gate");
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aReturnedParcelIsResentAndPaidOnce() {
            ObjectNode order = Goods.to("3 Return Road");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/UNDELIVERABLE/PAID");
            assertThat(goods.reasonsOf(order)).containsExactly("RETURNED_TO_SENDER");
            decide(order, "SEND_AGAIN");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("37.50");
        }

        @Test
        void aLostParcelGivenUpIsRefunded() {
            ObjectNode order = Goods.to("1 Lost Lane");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/UNDELIVERABLE/PAID");
            assertThat(goods.reasonsOf(order)).containsExactly("LOST_IN_TRANSIT");
            decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("37.50");
            assertThat(goods.reasonsOf(order))
                    .containsExactly("LOST_IN_TRANSIT", "UNDELIVERABLE", "UNDELIVERABLE", "UNDELIVERABLE");
            assertLegal(order);
        }

        @Test
        void aLostConsignmentDoesNotKeepTheOtherFromCompletion() {
            String sku = goods.product(400, null);
            ObjectNode order = Goods.order(sku, 400, "tok_ok");
            order.withObject("shipTo").put("street", "9 Silent Street");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/SHIPPED/PAID");
            String lost = newest(order).at("/shipments/0/trackingNumber").asText();
            String arriving = newest(order).at("/shipments/1/trackingNumber").asText();
            assertThat(goods.report(lost + "-a", lost, "LOST", 1)).isEqualTo(202);
            decide(order, "GIVE_UP");
            awaitStatuses(order, "IN_PROGRESS/UNDELIVERABLE/PARTIALLY_REFUNDED");

            assertThat(goods.report(arriving + "-a", arriving, "DELIVERED", 2)).isEqualTo(202);
            awaitStatuses(order, "COMPLETED/CANCELLED/PARTIALLY_REFUNDED");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("4000.00");
            assertThat(newest(order).at("/amounts/refunded").asText())
                    .isEqualTo(newest(order).at("/lines/0/cancelled").asText() + "0.00");
            assertLegal(order);
        }

        @Test
        void aReturnedParcelGivenUpIsRefundedAndRestocked() {
            String sku = goods.product(3, null);
            ObjectNode order = Goods.order(sku, 3, "tok_ok");
            order.withObject("shipTo").put("street", "3 Return Road");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/UNDELIVERABLE/PAID");
            assertThat(goods.stockOf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
            decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
            assertThat(goods.stockOf(sku)).isEqualTo("3 on hand, 0 reserved, 0 awaited");
        }

        @Test
        void aLostParcelIsNotResentWithoutStock() {
            String sku = goods.product(2, null);
            ObjectNode order = Goods.order(sku, 2, "tok_ok");
            order.withObject("shipTo").put("street", "1 Lost Lane");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/UNDELIVERABLE/PAID");
            String first = task(order, "Task_DecideOnConsignment").getId();
            tasks.complete(first, Map.of("consignmentDecision", "SEND_AGAIN"));
            awaitUntil(() -> assertThat(tasksOf(order, "Task_DecideOnConsignment"))
                    .singleElement()
                    .satisfies(again -> assertThat(again.getId()).isNotEqualTo(first)));
            assertThat(acme.statusesOf(reference(order))).isEqualTo("IN_PROGRESS/UNDELIVERABLE/PAID");

            decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
        }

        @Test
        void aRecalledParcelComesBackAndAPersonDecides() {
            ObjectNode order = Goods.to("9 Silent Street");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/SHIPPED/PAID");
            assertThat(recall(order, 1)).isEqualTo(200);
            awaitStatuses(order, "IN_PROGRESS/UNDELIVERABLE/PAID");
            assertThat(recall(order, 1)).as("no longer on its way").isEqualTo(409);
            assertThat(recall(order, 2)).as("no such consignment").isEqualTo(404);
            decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
            assertLegal(order);
        }

        @Test
        void anOperatorGetsTheLabelOfTheCarrier() {
            ObjectNode order = Goods.to("9 Silent Street");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/SHIPPED/PAID");
            String tracking = newest(order).at("/shipments/0/trackingNumber").asText();
            assertThat(label(order, 1).getBody()).startsWith(tracking).contains("9 Silent Street");
            assertThat(label(order, 2).getStatusCode().value()).isEqualTo(404);
            assertThat(goods.report(tracking + "-a", tracking, "DELIVERED", 1)).isEqualTo(202);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void duplicateAndUnorderedCarrierReportsAreHarmless() {
            ObjectNode order = Goods.to("9 Silent Street");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/SHIPPED/PAID");
            String tracking = newest(order).at("/shipments/0/trackingNumber").asText();
            assertThat(goods.report(tracking + "-b", tracking, "DELIVERED", 2)).isEqualTo(202);
            assertThat(goods.report(tracking + "-a", tracking, "ATTEMPT_FAILED", 1))
                    .isEqualTo(202);
            assertThat(goods.report(tracking + "-b", tracking, "DELIVERED", 2)).isEqualTo(202);
            assertThat(goods.report(tracking + "-b", tracking, "LOST", 3))
                    .as("one number for two reports")
                    .isEqualTo(409);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            awaitUntil(() -> assertThat(goods.outcomeOf(tracking + "-a")).isEqualTo("PASSED_OVER"));
            assertThat(goods.outcomeOf(tracking + "-b")).isEqualTo("APPLIED");
        }

        @Test
        void aReportOfAnUnknownParcelIsRefusedAndKept() {
            String id = UUID.randomUUID().toString();
            assertThat(goods.report(id, "NOBODYS-PARCEL", "DELIVERED", 1)).isEqualTo(404);
            assertThat(goods.outcomeOf(id)).isEqualTo("UNKNOWN");
            assertThat(goods.as(secrets.operator()).getForObject("/api/operations/carrier-events", String.class))
                    .contains("NOBODYS-PARCEL");
        }

        @Test
        void anInvalidReportIsABadRequest() {
            assertThat(goods.post(secrets.carrier(), "/api/carrier/events", "{\"id\":\"1\"}")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
        }

        private int recall(ObjectNode order, int consignment) {
            return goods.post(secrets.operator(), consignmentPath(order, consignment) + "/recall", "")
                    .getStatusCode()
                    .value();
        }

        private ResponseEntity<String> label(ObjectNode order, int consignment) {
            return goods.as(secrets.operator())
                    .getForEntity(consignmentPath(order, consignment) + "/label", String.class);
        }

        private String consignmentPath(ObjectNode order, int consignment) {
            return "/api/operations/trades/" + tradingId(order) + "/consignments/" + consignment;
        }

        private void decide(ObjectNode order, String decision) {
            tasks.complete(task(order, "Task_DecideOnConsignment").getId(), Map.of("consignmentDecision", decision));
        }
    }
}
