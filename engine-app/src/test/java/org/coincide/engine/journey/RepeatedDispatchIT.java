package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
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

        private final Goods goods = new Goods(this);

        private final RepeatedDispatches dispatches = new RepeatedDispatches(this);

        @Test
        void aConsignmentPickedShortIsGivenUpAndRefunded() throws Exception {
            ObjectNode order = lostAndPickedShort("tok_ok");
            dispatches.decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("20.00");
            assertThat(goods.stockOf(dispatches.sku())).isEqualTo("1 on hand, 0 reserved, 0 awaited");
            assertLegal(order);
        }

        @Test
        void aConsignmentPickedShortIsSentWhenPiecesAreThere() throws Exception {
            ObjectNode order = lostAndPickedShort("tok_ok");
            String decision = task(order, "Task_DecideOnConsignment").getId();
            dispatches.decide(order, "SEND_AGAIN");
            awaitUntil(() -> assertThat(tasksOf(order, "Task_DecideOnConsignment"))
                    .as("one piece is in stock, and two are needed")
                    .singleElement()
                    .satisfies(again -> assertThat(again.getId()).isNotEqualTo(decision)));
            goods.receive(dispatches.sku(), 1);
            dispatches.decide(order, "SEND_AGAIN");
            tasks.complete(task(order, "Task_PickAndPack").getId());
            tasks.complete(task(order, "Task_HandOverParcel").getId());
            dispatches.report(order, "DELIVERED", 3);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("20.00");
            assertThat(goods.stockOf(dispatches.sku())).isEqualTo("0 on hand, 0 reserved, 0 awaited");
            assertLegal(order);
        }

        @Test
        void returnedGoodsPickedShortAreInStockOnce() throws Exception {
            ObjectNode order = dispatches.undelivered("tok_ok", "RETURNED");
            pickShort(order);
            dispatches.decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
            assertThat(goods.stockOf(dispatches.sku())).isEqualTo("1 on hand, 0 reserved, 0 awaited");
            assertLegal(order);
        }

        @Test
        void theInvoiceOfAConsignmentPickedShortIsWithdrawn() throws Exception {
            ObjectNode order = lostAndPickedShort(null);
            dispatches.decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(newest(order).at("/invoices/0/status").asText()).isEqualTo("WITHDRAWN");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("0.00");
            assertLegal(order);
        }

        @Test
        void aLateReportForTheEarlierParcelIsPassedOver() throws Exception {
            ObjectNode order = dispatches.undelivered("tok_ok", "LOST");
            String earlier = newest(order).at("/shipments/0/trackingNumber").asText();
            dispatches.decide(order, "SEND_AGAIN");
            awaitUntil(() -> assertThat(
                            newest(order).at("/shipments/0/trackingNumber").asText())
                    .isNotEqualTo(earlier));
            assertThat(goods.report(earlier + "-late", earlier, "DELIVERED", 2)).isEqualTo(202);
            assertThat(goods.outcomeOf(earlier + "-late")).isEqualTo("PASSED_OVER");
            assertThat(goods.report(earlier + "-late", earlier, "DELIVERED", 2))
                    .as("repeated")
                    .isEqualTo(202);
            dispatches.report(order, "DELIVERED", 3);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertLegal(order);
        }

        @Test
        void otherAnswersAboutMissingPiecesAreRefused() throws Exception {
            ObjectNode order = dispatches.undelivered("tok_ok", "LOST");
            dispatches.sendAgainByHand(order);
            for (String answer : new String[] {"WAIT", "CANCEL", ""}) {
                assertThatThrownBy(() -> dispatches.pick(order, Map.of("picked", "{\"1\": 1}", "restDecision", answer)))
                        .hasRootCauseInstanceOf(BadUserRequestException.class)
                        .hasMessageContaining("Set restDecision to REPORT");
            }
            assertThat(goods.stockOf(dispatches.sku())).isEqualTo("2 on hand, 2 reserved, 0 awaited");
        }

        private ObjectNode lostAndPickedShort(String card) throws Exception {
            ObjectNode order = dispatches.undelivered(card, "LOST");
            pickShort(order);
            return order;
        }

        private void pickShort(ObjectNode order) {
            dispatches.sendAgainByHand(order);
            dispatches.pick(order, RepeatedDispatches.REPORTED);
            task(order, "Task_DecideOnConsignment");
            assertThat(goods.stockOf(dispatches.sku())).isEqualTo("1 on hand, 0 reserved, 0 awaited");
            awaitUntil(() -> {
                assertThat(newest(order).path("delivery").asText()).isEqualTo("BACKORDERED");
                assertThat(newest(order).at("/reason/code").asText()).isEqualTo("AWAITING_SUPPLY");
            });
        }
    }
}
