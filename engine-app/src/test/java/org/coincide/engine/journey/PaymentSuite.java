package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.engine.simulation.PausingProvider.Pause;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;

/** Money of cards: what is held, taken and given back, beside the provider's own books. */
abstract class PaymentSuite extends CardSuite {

    @Test
    void eachConsignmentIsCapturedOnce() {
        ObjectNode order = ordered(inTwoConsignments("tok_ok"));
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        String tradingId = tradeOf(order);
        assertThat(capturedAtTheProvider(tradingId)).containsExactlyInAnyOrder("1470.00", "490.00");
        assertThat(callsAtTheProvider(tradingId, "authorize")).isEqualTo(1);
        assertThat(toldOfPayment(order)).containsExactly("AUTHORIZED", "PARTIALLY_PAID", "PAID");
        assertThat(callsAtTheProvider(tradingId, "void")).isZero();
        assertBooksAgree(order);
    }

    @Test
    void whatExpiredIsHeldOnceMoreForAllConsignments() {
        ObjectNode order = ordered(inTwoConsignments("tok_expired"));
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        String tradingId = tradeOf(order);
        assertThat(stateAtTheProvider(tradingId)).containsExactlyInAnyOrder("EXPIRED", "OPEN");
        assertThat(capturedAtTheProvider(tradingId)).containsExactlyInAnyOrder("1470.00", "490.00");
        assertThat(toldOfPayment(order)).startsWith("AUTHORIZED", "EXPIRED").endsWith("PAID");
        assertBooksAgree(order);
    }

    @Test
    void forAConsignmentThatIsGivenUpNothingIsTakenAnyMore() throws Exception {
        ObjectNode order = Orders.byCard(card());
        String tradingId = orderedAndHeld(order);
        startRefund(tradingId, 1);
        awaitUntil(() -> assertThat(count("payment_given_up WHERE trading_id = '" + tradingId + "'"))
                .isEqualTo(1));
        provider.release(order.at("/payment/token").asText());
        awaitUntil(() -> assertThat(refusalsOf(tradingId))
                .anySatisfy(refusal -> assertThat(refusal).contains("given up")));
        assertThat(callsAtTheProvider(tradingId, "capture")).isZero();
        assertBooksAgree(order);
        end(tradingId);
    }

    @Test
    void whatHasExpiredIsHeldOnceMoreAndThenCaptured() {
        ObjectNode order = ordered("tok_expired");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(toldOfPayment(order)).containsExactly("AUTHORIZED", "EXPIRED", "AUTHORIZED", "PAID");
        assertThat(callsAtTheProvider(tradeOf(order), "capture")).isEqualTo(1);
        assertBooksAgree(order);
    }

    @Test
    void aCardThatIsDeclinedWhenItIsToHoldOnceMoreIsPaidByInvoice() {
        ObjectNode order = ordered("tok_expired_declined");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(toldOfPayment(order)).containsExactly("AUTHORIZED", "EXPIRED", "FAILED", "PENDING", "PAID");
        assertThat(newest(order).at("/invoices/0/status").asText()).isEqualTo("PAID");
        assertLegal(order);
    }

    @Test
    void bothConsignmentsOfACardThatIsDeclinedThenArePaidByInvoice() {
        ObjectNode order = ordered(inTwoConsignments("tok_expired_declined"));
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(newest(order).path("invoices").findValuesAsText("amount"))
                .containsExactlyInAnyOrder("1470.00", "490.00");
        assertThat(callsAtTheProvider(tradeOf(order), "capture")).isZero();
        assertLegal(order);
    }

    @Test
    void anAuthorizationToWhichNobodyAnswersIsFoundByItsKeyAndMadeOnce() {
        ObjectNode order = ordered("tok_unknown");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        String tradingId = tradeOf(order);
        assertThat(attemptsAtTheProvider(tradingId + "/authorize")).containsExactly(1);
        assertThat(callsAtTheProvider(tradingId, "authorize")).isEqualTo(1);
        assertBooksAgree(order);
    }

    @Test
    void aCaptureWhoseAnswerIsLostIsFoundByItsKeyAndMadeOnce() {
        ObjectNode order = ordered("tok_capture_timeout");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(attemptsAtTheProvider(tradeOf(order) + "/capture/1")).containsExactly(1);
        assertBooksAgree(order);
    }

    @Test
    void aCallThatGotLostOnItsWayIsMadeOnceMoreUnderTheSameKey() throws Exception {
        String card = card();
        ObjectNode order = Orders.byCard(card);
        try (Pause authorization = provider.before(card)) {
            acme.order(order);
            authorization.awaitCall();
            authorization.fail();
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(callsAtTheProvider(tradeOf(order), "authorize")).isEqualTo(1);
            assertBooksAgree(order);
        }
    }

    @Test
    void aKeyThatTheProviderMayHaveForgottenIsNotSentAgain() throws Exception {
        String card = card();
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
            awaitUntil(() -> assertThat(refusalsOf(tradingId))
                    .anySatisfy(refusal -> assertThat(refusal).contains("may have forgotten it")));
            assertThat(callsAtTheProvider(tradingId, "authorize")).isZero();
            end(tradingId);
        }
    }

    @Test
    void twoPartialRefundsThatAddUpToTheWholeAreARefund() {
        ObjectNode order = ordered("tok_ok");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        String tradingId = tradeOf(order);
        refund(tradingId, "R-1", "12.50");
        awaitPayment(order, "PARTIALLY_REFUNDED");
        refund(tradingId, "R-1", "12.50");
        refund(tradingId, "R-2", "12.50");
        awaitUntil(
                () -> assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("25.00"));
        refund(tradingId, "R-3", "12.50");
        awaitPayment(order, "REFUNDED");
        assertThat(toldOfPayment(order))
                .containsExactly("AUTHORIZED", "PAID", "PARTIALLY_REFUNDED", "PARTIALLY_REFUNDED", "REFUNDED");
        assertThat(callsAtTheProvider(tradingId, "refund")).isEqualTo(3);
        assertBooksAgree(order);
    }

    @Test
    void aRefundThatFailsIsTriedUntilItWorksAndMadeOnce() {
        ObjectNode order = ordered("tok_refund_fails");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        refund(tradeOf(order), "R-1", "37.50");
        awaitPayment(order, "REFUNDED");
        assertThat(callsAtTheProvider(tradeOf(order), "refund")).isEqualTo(1);
        assertBooksAgree(order);
    }

    @Test
    void moreThanWasPaidIsNotRefunded() {
        ObjectNode order = ordered("tok_ok");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        String tradingId = tradeOf(order);
        refund(tradingId, "R-1", "40.00");
        awaitUntil(() ->
                assertThat(refusalsOf(tradingId)).singleElement().asString().contains("more than was captured"));
        assertThat(newest(order).path("payment").asText()).isEqualTo("PAID");
        assertBooksAgree(order);
        end(tradingId);
    }
}
