package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.simulation.PausingProvider.Pause;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Card payments: authorizations, captures and refunds, compared with the provider's records. */
@BothDatabases
class PaymentIT {

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
        void eachConsignmentIsCapturedOnce() {
            ObjectNode order = cards.ordered(CardOrders.inTwoConsignments("tok_ok"));
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String tradingId = tradeOf(order);
            assertThat(cards.capturedAtTheProvider(tradingId)).containsExactlyInAnyOrder("1470.00", "490.00");
            assertThat(payments.callsAtTheProvider(tradingId, "authorize")).isEqualTo(1);
            assertThat(payments.toldOfPayment(order)).containsExactly("AUTHORIZED", "PARTIALLY_PAID", "PAID");
            assertThat(payments.callsAtTheProvider(tradingId, "void")).isZero();
            payments.assertBooksAgree(order);
        }

        @Test
        void aProviderThatCapturesOnceAuthorizesTheRestAnew() {
            provider.captureOnce(true);
            try {
                ObjectNode order = cards.ordered(CardOrders.inTwoConsignments("tok_ok"));
                awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
                String tradingId = tradeOf(order);
                assertThat(cards.capturedAtTheProvider(tradingId)).containsExactlyInAnyOrder("1470.00", "490.00");
                assertThat(payments.callsAtTheProvider(tradingId, "authorize")).isEqualTo(2);
                assertThat(payments.toldOfPayment(order)).containsExactly("AUTHORIZED", "PARTIALLY_PAID", "PAID");
                assertThat(newest(order).at("/amounts/authorized").asText()).isEqualTo("1960.00");
                payments.assertBooksAgree(order);
            } finally {
                provider.captureOnce(false);
            }
        }

        @Test
        void aCardThatIsCapturedOnceHasItsRestAuthorizedAnew() throws Exception {
            provider.releaseRest(true);
            try {
                Goods goods = new Goods(this);
                String awaited = goods.product(0, LocalDate.now().plusDays(3));
                ObjectNode order = cards.ordered(
                        Orders.addLine(Goods.order(goods.product(1, null), 1, "tok_ok"), awaited, 1, "10.00"));
                String tradingId = tradeOf(order);
                awaitUntil(() -> assertThat(payments.callsAtTheProvider(tradingId, "authorize"))
                        .isEqualTo(2));
                goods.receive(awaited, 1);
                awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
                assertThat(payments.toldOfPayment(order)).containsExactly("AUTHORIZED", "PARTIALLY_PAID", "PAID");
                assertThat(newest(order).at("/amounts/authorized").asText()).isEqualTo("20.00");
                payments.assertBooksAgree(order);
            } finally {
                provider.releaseRest(false);
            }
        }

        @Test
        void aDeclinedAuthorizationOfTheRestFallsBackToAnInvoice() {
            provider.captureOnce(true);
            try {
                ObjectNode order = cards.ordered(CardOrders.inTwoConsignments("tok_once"));
                awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
                assertThat(payments.callsAtTheProvider(tradeOf(order), "capture"))
                        .isEqualTo(1);
                assertThat(newest(order).path("invoices")).hasSize(1);
                assertLegal(order);
            } finally {
                provider.captureOnce(false);
            }
        }

        @Test
        void oneRenewalServesAllConsignments() {
            ObjectNode order = cards.ordered(CardOrders.inTwoConsignments("tok_expired"));
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String tradingId = tradeOf(order);
            assertThat(cards.stateAtTheProvider(tradingId)).containsExactlyInAnyOrder("EXPIRED", "OPEN");
            assertThat(cards.capturedAtTheProvider(tradingId)).containsExactlyInAnyOrder("1470.00", "490.00");
            assertThat(payments.toldOfPayment(order))
                    .startsWith("AUTHORIZED", "EXPIRED")
                    .endsWith("PAID");
            payments.assertBooksAgree(order);
        }

        @Test
        void anAbandonedConsignmentIsNotCaptured() throws Exception {
            ObjectNode order = Orders.byCard(CardOrders.card());
            String tradingId = cards.orderedAndHeld(order);
            payments.startRefund(tradingId, 1);
            awaitUntil(() -> assertThat(count("payment_given_up WHERE trading_id = '" + tradingId + "'"))
                    .isEqualTo(1));
            provider.release(order.at("/payment/token").asText());
            awaitStatuses(order, "COMPLETED/DELIVERED/VOIDED");
            assertThat(payments.callsAtTheProvider(tradingId, "capture")).isZero();
            payments.assertBooksAgree(order);
        }

        @Test
        void anExpiredAuthorizationIsRenewedAndCaptured() {
            ObjectNode order = cards.ordered("tok_expired");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(payments.toldOfPayment(order)).containsExactly("AUTHORIZED", "EXPIRED", "AUTHORIZED", "PAID");
            assertThat(payments.callsAtTheProvider(tradeOf(order), "capture")).isEqualTo(1);
            payments.assertBooksAgree(order);
        }

        @Test
        void aDeclinedRenewalFallsBackToAnInvoice() {
            ObjectNode order = cards.ordered("tok_expired_declined");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(payments.toldOfPayment(order))
                    .containsExactly("AUTHORIZED", "EXPIRED", "FAILED", "PENDING", "PAID");
            assertThat(newest(order).at("/invoices/0/status").asText()).isEqualTo("PAID");
            assertLegal(order);
        }

        @Test
        void aDeclinedRenewalOfTwoConsignmentsMakesTwoInvoices() {
            ObjectNode order = cards.ordered(CardOrders.inTwoConsignments("tok_expired_declined"));
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order).path("invoices").findValuesAsText("amount"))
                    .containsExactlyInAnyOrder("1470.00", "490.00");
            assertThat(payments.callsAtTheProvider(tradeOf(order), "capture")).isZero();
            assertLegal(order);
        }

        @Test
        void anAuthorizationWithoutAnswerIsLookedUpByItsKey() {
            ObjectNode order = cards.ordered("tok_unknown");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String tradingId = tradeOf(order);
            assertThat(attemptsAtTheProvider(tradingId + "/authorize")).containsExactly(1);
            assertThat(payments.callsAtTheProvider(tradingId, "authorize")).isEqualTo(1);
            payments.assertBooksAgree(order);
        }

        @Test
        void aCaptureWithALostAnswerIsLookedUpByItsKey() {
            ObjectNode order = cards.ordered("tok_capture_timeout");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(attemptsAtTheProvider(tradeOf(order) + "/capture/1")).containsExactly(1);
            payments.assertBooksAgree(order);
        }

        @Test
        void aLostCallIsRetriedWithTheSameKey() throws Exception {
            String card = CardOrders.card();
            ObjectNode order = Orders.byCard(card);
            try (Pause authorization = provider.before(card)) {
                acme.order(order);
                authorization.awaitCall();
                authorization.fail();
                awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
                assertThat(payments.callsAtTheProvider(tradeOf(order), "authorize"))
                        .isEqualTo(1);
                payments.assertBooksAgree(order);
            }
        }

        @Test
        void aKeyOlderThanItsLifetimeIsNotSentAgain() throws Exception {
            String card = CardOrders.card();
            ObjectNode order = Orders.byCard(card);
            try (Pause authorization = provider.before(card)) {
                acme.order(order);
                String key = authorization.awaitCall();
                jdbc.sql(
                                "UPDATE payment_movement SET requested_at = requested_at - INTERVAL '25' HOUR WHERE idempotency_key = ?")
                        .param(key)
                        .update();
                authorization.fail();
                String tradingId = tradeOf(order);
                awaitUntil(() -> assertThat(cards.jobFailuresOf(tradingId))
                        .anySatisfy(refusal -> assertThat(refusal).contains("may have forgotten it")));
                assertThat(payments.callsAtTheProvider(tradingId, "authorize")).isZero();
                cards.end(tradingId);
            }
        }

        @Test
        void partialRefundsAddUpToARefund() {
            ObjectNode order = cards.ordered("tok_ok");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String tradingId = tradeOf(order);
            payments.refund(tradingId, "R-1", "12.50");
            payments.awaitPayment(order, "PARTIALLY_REFUNDED");
            payments.refund(tradingId, "R-1", "12.50");
            payments.refund(tradingId, "R-2", "12.50");
            awaitUntil(() ->
                    assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("25.00"));
            payments.refund(tradingId, "R-3", "12.50");
            payments.awaitPayment(order, "REFUNDED");
            assertThat(payments.toldOfPayment(order))
                    .containsExactly("AUTHORIZED", "PAID", "PARTIALLY_REFUNDED", "PARTIALLY_REFUNDED", "REFUNDED");
            assertThat(payments.callsAtTheProvider(tradingId, "refund")).isEqualTo(3);
            payments.assertBooksAgree(order);
        }

        @Test
        void aFailingRefundIsRetriedAndMadeOnce() {
            ObjectNode order = cards.ordered("tok_refund_fails");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            payments.refund(tradeOf(order), "R-1", "37.50");
            payments.awaitPayment(order, "REFUNDED");
            assertThat(payments.callsAtTheProvider(tradeOf(order), "refund")).isEqualTo(1);
            payments.assertBooksAgree(order);
        }

        @Test
        void aRefundCannotExceedTheCapturedAmount() {
            ObjectNode order = cards.ordered("tok_ok");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String tradingId = tradeOf(order);
            payments.refund(tradingId, "R-1", "40.00");
            awaitUntil(() -> assertThat(cards.jobFailuresOf(tradingId))
                    .singleElement()
                    .asString()
                    .contains("exceeds the captured amount"));
            assertThat(newest(order).path("payment").asText()).isEqualTo("PAID");
            payments.assertBooksAgree(order);
            cards.end(tradingId);
        }
    }
}
