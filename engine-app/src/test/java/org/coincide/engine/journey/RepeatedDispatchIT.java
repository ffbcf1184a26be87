package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Consignments that did not arrive, and that people dispatch again with fewer pieces in the warehouse than in the stock. */
@BothDatabases
class RepeatedDispatchIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final Map<String, Object> REPORTED = Map.of("picked", "{\"1\": 1}", "restDecision", "REPORT");

        private final Goods goods = new Goods(this);

        private String sku;

        @Test
        void aConsignmentPickedShortIsGivenUpAndRefunded() throws Exception {
            ObjectNode order = lostAndPickedShort("tok_ok");
            decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("20.00");
            assertThat(goods.stockOf(sku)).isEqualTo("1 on hand, 0 reserved, 0 awaited");
            assertLegal(order);
        }

        @Test
        void aConsignmentPickedShortIsSentWhenPiecesAreThere() throws Exception {
            ObjectNode order = lostAndPickedShort("tok_ok");
            String decision = task(order, "Task_DecideOnConsignment").getId();
            decide(order, "SEND_AGAIN");
            awaitUntil(() -> assertThat(tasksOf(order, "Task_DecideOnConsignment"))
                    .as("one piece is in stock, and two are needed")
                    .singleElement()
                    .satisfies(again -> assertThat(again.getId()).isNotEqualTo(decision)));
            goods.receive(sku, 1);
            decide(order, "SEND_AGAIN");
            tasks.complete(task(order, "Task_PickAndPack").getId());
            tasks.complete(task(order, "Task_HandOverParcel").getId());
            report(order, "DELIVERED", 3);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("20.00");
            assertThat(goods.stockOf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
            assertLegal(order);
        }

        @Test
        void returnedGoodsPickedShortAreInStockOnce() throws Exception {
            ObjectNode order = undelivered("tok_ok", "RETURNED");
            pickShort(order);
            decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
            assertThat(goods.stockOf(sku)).isEqualTo("1 on hand, 0 reserved, 0 awaited");
            assertLegal(order);
        }

        @Test
        void theInvoiceOfAConsignmentPickedShortIsWithdrawn() throws Exception {
            ObjectNode order = lostAndPickedShort(null);
            decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(newest(order).at("/invoices/0/status").asText()).isEqualTo("WITHDRAWN");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("0.00");
            assertLegal(order);
        }

        @Test
        void otherAnswersAboutMissingPiecesAreRefused() throws Exception {
            ObjectNode order = undelivered("tok_ok", "LOST");
            sendAgainByHand(order);
            for (String answer : new String[] {"WAIT", "CANCEL", ""}) {
                assertThatThrownBy(() -> pick(order, Map.of("picked", "{\"1\": 1}", "restDecision", answer)))
                        .hasRootCauseInstanceOf(BadUserRequestException.class)
                        .hasMessageContaining("Set restDecision to REPORT");
            }
            assertThat(goods.stockOf(sku)).isEqualTo("2 on hand, 2 reserved, 0 awaited");
        }

        /** The delivery of an older model expects that each repeated dispatch sends the goods: it passes no {@code consignmentSent}. */
        @Test
        void anOlderModelStillNeedsAllPieces() throws Exception {
            ObjectNode order = undelivered("tok_ok", "LOST");
            sendAgainByHand(order);
            task(order, "Task_PickAndPack");
            runtime.removeVariable(process(order, "dispatch").getId(), "consignmentSent");
            assertThatThrownBy(() -> pick(order, REPORTED))
                    .hasRootCauseInstanceOf(BadUserRequestException.class)
                    .hasMessageContaining("Pick all of its pieces");
            pick(order, Map.of());
            tasks.complete(task(order, "Task_HandOverParcel").getId());
            report(order, "DELIVERED", 3);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        private ObjectNode lostAndPickedShort(String card) throws Exception {
            ObjectNode order = undelivered(card, "LOST");
            pickShort(order);
            return order;
        }

        /** Places an order for two pieces, on invoice without a card, of which the carrier reports the event. */
        private ObjectNode undelivered(String card, String event) throws Exception {
            sku = goods.product(2, null);
            ObjectNode order = card == null ? Orders.onInvoiceNeverPaid() : Orders.byCard(card);
            order.withArray("lines").removeAll();
            Orders.addLine(order, sku, 2, "10.00");
            order.withObject("shipTo").put("street", "9 Silent Street");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/SHIPPED/" + (card == null ? "PENDING" : "PAID"));
            report(order, event, 1);
            if (event.equals("LOST")) {
                goods.receive(sku, 2);
            }
            return order;
        }

        private void pickShort(ObjectNode order) {
            sendAgainByHand(order);
            pick(order, REPORTED);
            task(order, "Task_DecideOnConsignment");
            assertThat(goods.stockOf(sku)).isEqualTo("1 on hand, 0 reserved, 0 awaited");
            awaitUntil(() -> {
                assertThat(newest(order).path("delivery").asText()).isEqualTo("BACKORDERED");
                assertThat(newest(order).at("/reason/code").asText()).isEqualTo("AWAITING_SUPPLY");
            });
        }

        private void sendAgainByHand(ObjectNode order) {
            task(order, "Task_DecideOnConsignment");
            runtime.setVariable(process(order, "delivery").getId(), "byHand", true);
            decide(order, "SEND_AGAIN");
        }

        private void pick(ObjectNode order, Map<String, Object> answers) {
            tasks.complete(task(order, "Task_PickAndPack").getId(), answers);
        }

        private ProcessInstance process(ObjectNode order, String key) {
            return runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(tradingId(order))
                    .processDefinitionKey(key)
                    .singleResult();
        }

        private void report(ObjectNode order, String event, int hour) {
            awaitUntil(() ->
                    assertThat(newest(order).at("/shipments/0/status").asText()).isEqualTo("SHIPPED"));
            String tracking = newest(order).at("/shipments/0/trackingNumber").asText();
            assertThat(goods.report(tracking + "-" + hour, tracking, event, hour))
                    .isEqualTo(202);
        }

        private void decide(ObjectNode order, String decision) {
            tasks.complete(task(order, "Task_DecideOnConsignment").getId(), Map.of("consignmentDecision", decision));
        }
    }
}
