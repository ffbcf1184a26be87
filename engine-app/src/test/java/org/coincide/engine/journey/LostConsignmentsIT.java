package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Card payments of orders in several consignments, of which one is lost and given up. */
@BothDatabases
class LostConsignmentsIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final String PRICE = "10.00";

        private final Goods goods = new Goods(this);

        @Autowired
        private PausingProvider provider;

        private String second;
        private String third;

        @Test
        void allOthersAreCapturedAfterARefund() throws Exception {
            ObjectNode order = inThreeConsignmentsOfWhichTheFirstIsRefunded("tok_ok");
            deliver(order, second, 2);
            deliver(order, third, 3);
            awaitStatuses(order, "COMPLETED/DELIVERED/PARTIALLY_REFUNDED");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("30.00");
            assertLegal(order);
        }

        @Test
        void aRenewalAfterARefundCoversAllOthers() throws Exception {
            ObjectNode order = inThreeConsignmentsOfWhichTheFirstIsRefunded("tok_ok");
            expire(order);
            deliver(order, second, 2);
            deliver(order, third, 3);
            awaitStatuses(order, "COMPLETED/DELIVERED/PARTIALLY_REFUNDED");
            assertThat(authorized(order, 2)).isEqualTo("20.00");
            assertLegal(order);
        }

        @Test
        void aProviderThatCapturesOnceHoldsAllOthers() throws Exception {
            provider.captureOnce(true);
            try {
                ObjectNode order = inThreeConsignmentsOfWhichTheFirstIsRefunded("tok_ok");
                deliver(order, second, 2);
                deliver(order, third, 3);
                awaitStatuses(order, "COMPLETED/DELIVERED/PARTIALLY_REFUNDED");
                assertThat(authorized(order, 3)).isEqualTo("10.00");
            } finally {
                provider.captureOnce(false);
            }
        }

        @Test
        void eachLostConsignmentIsRefundedInAnyOrder() throws Exception {
            ObjectNode order = inThreeConsignments("tok_ok");
            shipFirst(order);
            ship(order, second, 2);
            ship(order, third, 3);
            List<String> tracking = newest(order).path("shipments").findValuesAsText("trackingNumber");
            lose(order, tracking.get(1));
            awaitCancelled(order, 2);
            lose(order, tracking.get(0));
            awaitCancelled(order, 1);
            assertThat(goods.report(tracking.get(2) + "-b", tracking.get(2), "DELIVERED", 2))
                    .isEqualTo(202);
            awaitStatuses(order, "COMPLETED/CANCELLED/PARTIALLY_REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("20.00");
            assertLegal(order);
        }

        private void awaitCancelled(ObjectNode order, int consignment) {
            awaitUntil(() -> assertThat(jdbc.sql("SELECT status FROM consignment WHERE trading_id = ? AND number = ?")
                            .params(tradingId(order), consignment)
                            .query(String.class)
                            .single())
                    .isEqualTo("CANCELLED"));
        }

        private ObjectNode inThreeConsignments(String card) {
            second = goods.product(0, LocalDate.now().plusDays(3));
            third = goods.product(0, LocalDate.now().plusDays(5));
            return Orders.addLine(
                    Orders.addLine(Goods.order(goods.product(1, null), 1, card), second, 1, PRICE), third, 1, PRICE);
        }

        private ObjectNode inThreeConsignmentsOfWhichTheFirstIsRefunded(String card) throws Exception {
            ObjectNode order = inThreeConsignments(card);
            shipFirst(order);
            lose(order, trackingNumber(order, 0));
            awaitCancelled(order, 1);
            return order;
        }

        private void shipFirst(ObjectNode order) {
            order.withObject("shipTo").put("street", "9 Silent Street");
            acme.order(order);
            awaitUntil(() -> {
                assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo(PRICE);
                assertThat(newest(order).path("shipments")).hasSize(1);
            });
        }

        private void ship(ObjectNode order, String sku, int number) throws Exception {
            goods.receive(sku, 1);
            awaitUntil(() -> {
                assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo(number + "0.00");
                assertThat(newest(order).path("shipments")).hasSize(number);
            });
        }

        private void lose(ObjectNode order, String tracking) {
            assertThat(goods.report(tracking + "-a", tracking, "LOST", 1)).isEqualTo(202);
            tasks.complete(task(order, "Task_DecideOnConsignment").getId(), Map.of("consignmentDecision", "GIVE_UP"));
        }

        private void deliver(ObjectNode order, String sku, int number) throws Exception {
            goods.receive(sku, 1);
            awaitUntil(() -> {
                assertThat(newest(order).path("shipments")).hasSizeGreaterThanOrEqualTo(number - 1);
                assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo(number + "0.00");
            });
            arrive(order, newest(order).path("shipments").size() - 1, number);
        }

        private void arrive(ObjectNode order, int shipment, int hour) {
            String tracking = trackingNumber(order, shipment);
            assertThat(goods.report(tracking + "-a", tracking, "DELIVERED", hour))
                    .isEqualTo(202);
        }

        private String trackingNumber(ObjectNode order, int shipment) {
            return newest(order)
                    .path("shipments")
                    .path(shipment)
                    .path("trackingNumber")
                    .asText();
        }

        private void expire(ObjectNode order) {
            jdbc.sql("UPDATE simulated_authorization SET state = 'EXPIRED' WHERE merchant_reference = ?")
                    .param(tradingId(order))
                    .update();
        }

        private String authorized(ObjectNode order, int number) {
            return jdbc.sql("SELECT amount FROM payment_movement WHERE idempotency_key = ?")
                    .param(tradingId(order) + "/authorize/" + number)
                    .query(BigDecimal.class)
                    .single()
                    .setScale(2)
                    .toPlainString();
        }
    }
}
