package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.simulation.PausingProvider.Pause;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reversals of card payments at every moment: authorizations are voided and captures refunded. */
@BothDatabases
class PaymentReversalIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final PaymentSteps payments = new PaymentSteps(this);

        private final CardOrders cards = new CardOrders(this);

        /** Reverses payments beside the process of the order, and then removes the process. */
        @Override
        boolean provokesDiscrepancies() {
            return true;
        }

        @Autowired
        private PausingProvider provider;

        @Test
        void oneConsignmentIsRefundedAndTheRestReleased() throws Exception {
            ObjectNode order = CardOrders.inTwoConsignments(CardOrders.card());
            try (Pause second = pausedBefore(order, "/capture/2")) {
                payments.awaitPayment(order, "PARTIALLY_PAID");
                String tradingId = tradeOf(order);
                payments.startRefund(tradingId, 1);
                payments.awaitPayment(order, "PARTIALLY_REFUNDED");
                undo(tradingId);
                awaitUntil(() -> assertThat(cards.stateAtTheProvider(tradingId)).containsExactly("CLOSED"));
                second.letGo();
                awaitUntil(() -> assertThat(cards.jobFailuresOf(tradingId)).isNotEmpty());
                assertThat(cards.capturedAtTheProvider(tradingId)).containsExactly("1470.00");
                assertThat(payments.callsAtTheProvider(tradingId, "refund")).isEqualTo(1);
                payments.assertBooksAgree(order);
                cards.end(tradingId);
            }
        }

        @Test
        void aReversalReleasesAnAuthorization() throws Exception {
            ObjectNode order = Orders.byCard(CardOrders.card());
            try (Pause capture = pausedBeforeCapture(order)) {
                String tradingId = tradeOf(order);
                undo(tradingId);
                payments.awaitPayment(order, "VOIDED");
                capture.letGo();
                awaitUntil(() -> assertThat(cards.jobFailuresOf(tradingId)).isNotEmpty());
                assertThat(payments.callsAtTheProvider(tradingId, "capture")).isZero();
                assertThat(cards.stateAtTheProvider(tradingId)).containsExactly("CLOSED");
                payments.assertBooksAgree(order);
                cards.end(tradingId);
            }
        }

        @Test
        void aReversalDuringACaptureRefundsOnce() throws Exception {
            ObjectNode order = Orders.byCard(CardOrders.card());
            try (Pause capture = pausedAfterCapture(order)) {
                String tradingId = tradeOf(order);
                undo(tradingId);
                payments.awaitPayment(order, "REFUNDED");
                undo(tradingId);
                capture.letGo();
                awaitStatuses(order, "COMPLETED/DELIVERED/REFUNDED");
                assertThat(payments.callsAtTheProvider(tradingId, "capture")).isEqualTo(1);
                assertThat(payments.callsAtTheProvider(tradingId, "refund")).isEqualTo(1);
                assertThat(payments.toldOfPayment(order)).containsExactly("AUTHORIZED", "PAID", "REFUNDED");
                payments.assertBooksAgree(order);
            }
        }

        @Test
        void aReversalBeforeTheAuthorizationPreventsIt() throws Exception {
            String card = CardOrders.card();
            ObjectNode order = Orders.byCard(card);
            try (Pause authorization = provider.before(card)) {
                acme.order(order);
                String tradingId = tradeOf(order);
                authorization.awaitCall();
                undo(tradingId);
                payments.awaitPayment(order, "VOIDED");
                authorization.letGo();
                awaitUntil(() -> assertThat(cards.jobFailuresOf(tradingId)).isNotEmpty());
                assertThat(payments.callsAtTheProvider(tradingId, "authorize")).isZero();
                assertThat(cards.stateAtTheProvider(tradingId)).isEmpty();
                payments.assertBooksAgree(order);
                cards.end(tradingId);
            }
        }

        @Test
        void aReversalDuringAnAuthorizationReleasesIt() throws Exception {
            String card = CardOrders.card();
            ObjectNode order = Orders.byCard(card);
            try (Pause authorization = provider.after(card)) {
                acme.order(order);
                String tradingId = tradeOf(order);
                authorization.awaitCall();
                undo(tradingId);
                payments.awaitPayment(order, "VOIDED");
                authorization.letGo();
                assertThat(cards.stateAtTheProvider(tradingId)).containsExactly("CLOSED");
                payments.assertBooksAgree(order);
                cards.end(tradingId);
            }
        }

        @Test
        void aReversalRefundsACapture() {
            ObjectNode order = cards.ordered("tok_ok");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            undo(tradeOf(order));
            payments.awaitPayment(order, "REFUNDED");
            payments.assertBooksAgree(order);
        }

        @Test
        void aDeclinedPaymentHasNothingToReverse() {
            ObjectNode order = cards.ordered("tok_declined");
            awaitStatuses(order, "CANCELLED/CANCELLED/FAILED");
            int told = acme.ofOrder(reference(order)).size();
            String instance = undo(tradeOf(order));
            awaitUntil(() -> assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceId(instance)
                            .count())
                    .isZero());
            assertThat(acme.ofOrder(reference(order))).hasSize(told);
            payments.assertBooksAgree(order);
        }

        private String undo(String tradingId) {
            return runtime.startProcessInstanceByKey("payment-reversal", tradingId)
                    .getId();
        }

        private Pause pausedBeforeCapture(ObjectNode order) throws InterruptedException {
            return pausedBefore(order, "/capture/1");
        }

        private Pause pausedBefore(ObjectNode order, String call) throws InterruptedException {
            String tradingId = cards.orderedAndHeld(order);
            Pause capture = provider.before(tradingId + call);
            provider.release(order.at("/payment/token").asText());
            capture.awaitCall();
            return capture;
        }

        private Pause pausedAfterCapture(ObjectNode order) throws InterruptedException {
            String tradingId = cards.orderedAndHeld(order);
            Pause capture = provider.after(tradingId + "/capture/1");
            provider.release(order.at("/payment/token").asText());
            capture.awaitCall();
            return capture;
        }
    }
}
