package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.management.JobDefinition;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.simulation.PausingProvider.Pause;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Consignments that are lost and given up before their payment was requested. */
@BothDatabases
class GivenUpClaimsIT {

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

        private final BankTransfers bank = new BankTransfers(this);

        @Autowired
        private PausingProvider provider;

        /** The reconciler reports the suspended settlements. */
        @Override
        boolean provokesDiscrepancies() {
            return true;
        }

        @Test
        void aCaptureIsNotMadeForGoodsGivenUpBefore() {
            ObjectNode order = Goods.order(goods.product(1, null), 1, "tok_ok");
            unsettledUntil(() -> giveUp(order, 1), order);
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("0.00");
            assertLegal(order);
        }

        @Test
        void onlyTheOtherConsignmentIsCaptured() {
            ObjectNode order = Goods.order(goods.product(400, null), 400, "tok_ok");
            unsettledUntil(() -> giveUp(order, 2), order);
            deliverOther(order);
            awaitStatuses(order, "COMPLETED/CANCELLED/PAID");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo(remaining(order));
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("0.00");
            assertLegal(order);
        }

        @Test
        void noInvoiceIsIssuedForGoodsGivenUpBefore() {
            ObjectNode order = onInvoice(goods.product(1, null), 1);
            unsettledUntil(() -> giveUp(order, 1), order);
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(invoiced(order)).isEmpty();
            assertLegal(order);
        }

        @Test
        void onlyTheOtherConsignmentIsInvoiced() {
            ObjectNode order = onInvoice(goods.product(400, null), 400);
            unsettledUntil(() -> giveUp(order, 2), order);
            deliverOther(order);
            awaitUntil(() -> assertThat(invoiced(order)).hasSize(1));
            bank.pay(BankTransfers.transaction(), invoiced(order).get(0), remaining(order), "EUR");
            awaitStatuses(order, "COMPLETED/CANCELLED/PAID");
            assertThat(invoiced(order)).hasSize(1);
            assertLegal(order);
        }

        @Test
        void aDeclinedRenewalInvoicesNoGoodsGivenUpMeanwhile() throws Exception {
            ObjectNode order = givenUpDuringTheRenewal("tok_expired_declined");
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(invoiced(order)).isEmpty();
            assertLegal(order);
        }

        @Test
        void aRenewalCapturesNothingForGoodsGivenUpMeanwhile() throws Exception {
            ObjectNode order = givenUpDuringTheRenewal("tok_expired");
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("0.00");
            assertLegal(order);
        }

        @Test
        void anAuthorizationIsNotRenewedForGoodsGivenUpBefore() {
            ObjectNode order = Goods.order(goods.product(1, null), 1, "tok_expired");
            order.withObject("shipTo").put("street", "9 Silent Street");
            List<String> renewals = management
                    .createJobDefinitionQuery()
                    .processDefinitionKey("payment-settlement")
                    .activityIdIn("Task_ReauthorizePayment")
                    .list()
                    .stream()
                    .map(JobDefinition::getId)
                    .toList();
            renewals.forEach(renewal -> management.suspendJobDefinitionById(renewal, true));
            try {
                acme.order(order);
                awaitStatuses(order, "IN_PROGRESS/SHIPPED/EXPIRED");
                giveUp(order, 1);
            } finally {
                renewals.forEach(renewal -> management.activateJobDefinitionById(renewal, true));
            }
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(authorized(order)).hasSize(1);
            assertLegal(order);
        }

        @Test
        void anAuthorizationIsRenewedWithoutTheGoodsGivenUp() {
            ObjectNode order = Goods.order(goods.product(400, null), 400, "tok_expired");
            unsettledUntil(() -> giveUp(order, 2), order);
            deliverOther(order);
            awaitStatuses(order, "COMPLETED/CANCELLED/PAID");
            assertThat(authorized(order).get(1)).isEqualByComparingTo(remaining(order));
            assertLegal(order);
        }

        private List<BigDecimal> authorized(ObjectNode order) {
            return jdbc.sql("SELECT amount FROM payment_movement WHERE trading_id = ? AND kind = 'AUTHORIZE'"
                            + " ORDER BY requested_at, idempotency_key")
                    .param(tradingId(order))
                    .query(BigDecimal.class)
                    .list();
        }

        private ObjectNode givenUpDuringTheRenewal(String card) throws Exception {
            ObjectNode order = Goods.order(goods.product(1, null), 1, card);
            order.withObject("shipTo").put("street", "9 Silent Street");
            try (Pause first = provider.before(card)) {
                acme.order(order);
                String authorization = first.awaitCall();
                try (Pause renewal = provider.before(authorization + "/2")) {
                    first.letGo();
                    renewal.awaitCall();
                    giveUp(order, 1);
                }
            }
            return order;
        }

        /** Places the order and suspends the settlement of its payments, as an operator can in Cockpit, until something was done. */
        private void unsettledUntil(Runnable done, ObjectNode order) {
            order.withObject("shipTo").put("street", "9 Silent Street");
            suspend(true);
            try {
                acme.order(order);
                done.run();
            } finally {
                suspend(false);
            }
        }

        private void suspend(boolean suspended) {
            for (String process : List.of("payment-settlement", "invoice")) {
                if (suspended) {
                    management.suspendJobDefinitionByProcessDefinitionKey(process, true);
                } else {
                    management.activateJobDefinitionByProcessDefinitionKey(process, true);
                }
            }
        }

        private void giveUp(ObjectNode order, int consignments) {
            awaitUntil(() -> assertThat(newest(order).path("shipments")).hasSize(consignments));
            String tracking = trackingNumber(order, 0);
            assertThat(goods.report(tracking + "-a", tracking, "LOST", 1)).isEqualTo(202);
            tasks.complete(task(order, "Task_DecideOnConsignment").getId(), Map.of("consignmentDecision", "GIVE_UP"));
            awaitUntil(() -> assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(tradingId(order))
                            .variableValueEquals("claimWithdrawn", true)
                            .list())
                    .hasSize(1));
        }

        private void deliverOther(ObjectNode order) {
            String tracking = trackingNumber(order, 1);
            assertThat(goods.report(tracking + "-a", tracking, "DELIVERED", 2)).isEqualTo(202);
        }

        /** The value of the 400 pieces without those that were given up. */
        private String remaining(ObjectNode order) {
            awaitUntil(() ->
                    assertThat(newest(order).at("/lines/0/cancelled").asInt()).isPositive());
            return 400 - newest(order).at("/lines/0/cancelled").asInt() + "0.00";
        }

        private ObjectNode onInvoice(String sku, int quantity) {
            ObjectNode order = Orders.onInvoiceNeverPaid();
            order.withArray("lines").removeAll();
            return Orders.addLine(order, sku, quantity, PRICE);
        }

        private List<String> invoiced(ObjectNode order) {
            return jdbc.sql("SELECT reference FROM invoice WHERE trading_id = ?")
                    .param(tradingId(order))
                    .query(String.class)
                    .list();
        }

        private String trackingNumber(ObjectNode order, int shipment) {
            return newest(order)
                    .path("shipments")
                    .path(shipment)
                    .path("trackingNumber")
                    .asText();
        }
    }
}
