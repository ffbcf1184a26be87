package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.engine.simulation.PausingProvider.Pause;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;

/** Money of cards that is undone, at whatever moment: what was held is let go of, and what was taken is given back. */
abstract class UndoSuite extends CardSuite {

    @Test
    void ofAnOrderOfTwoConsignmentsOneIsRefundedAndTheRestLetGoOf() throws Exception {
        ObjectNode order = inTwoConsignments(card());
        try (Pause second = pausedBefore(order, "/capture/2")) {
            awaitPayment(order, "PARTIALLY_PAID");
            String tradingId = tradeOf(order);
            startRefund(tradingId, 1);
            awaitPayment(order, "PARTIALLY_REFUNDED");
            undo(tradingId);
            awaitUntil(() -> assertThat(stateAtTheProvider(tradingId)).containsExactly("CLOSED"));
            second.letGo();
            awaitUntil(() -> assertThat(refusalsOf(tradingId)).isNotEmpty());
            assertThat(capturedAtTheProvider(tradingId)).containsExactly("1470.00");
            assertThat(callsAtTheProvider(tradingId, "refund")).isEqualTo(1);
            assertBooksAgree(order);
            end(tradingId);
        }
    }

    @Test
    void anUndoneAuthorizationIsLetGoOf() throws Exception {
        ObjectNode order = Orders.byCard(card());
        try (Pause capture = pausedBeforeCapture(order)) {
            String tradingId = tradeOf(order);
            undo(tradingId);
            awaitPayment(order, "VOIDED");
            capture.letGo();
            awaitUntil(() -> assertThat(refusalsOf(tradingId)).isNotEmpty());
            assertThat(callsAtTheProvider(tradingId, "capture")).isZero();
            assertThat(stateAtTheProvider(tradingId)).containsExactly("CLOSED");
            assertBooksAgree(order);
            end(tradingId);
        }
    }

    @Test
    void aCaptureThatIsUndoneWhileItsAnswerIsOnItsWayIsRefundedOnce() throws Exception {
        ObjectNode order = Orders.byCard(card());
        try (Pause capture = pausedAfterCapture(order)) {
            String tradingId = tradeOf(order);
            undo(tradingId);
            awaitPayment(order, "REFUNDED");
            undo(tradingId);
            capture.letGo();
            awaitStatuses(order, "COMPLETED/DELIVERED/REFUNDED");
            assertThat(callsAtTheProvider(tradingId, "capture")).isEqualTo(1);
            assertThat(callsAtTheProvider(tradingId, "refund")).isEqualTo(1);
            assertThat(toldOfPayment(order)).containsExactly("AUTHORIZED", "PAID", "REFUNDED");
            assertBooksAgree(order);
        }
    }

    @Test
    void whatIsUndoneBeforeItsAuthorizationArrivesIsNeverHeld() throws Exception {
        String card = card();
        ObjectNode order = Orders.byCard(card);
        try (Pause authorization = provider.before(card)) {
            acme.order(order);
            String tradingId = tradeOf(order);
            authorization.awaitCall();
            undo(tradingId);
            awaitPayment(order, "VOIDED");
            authorization.letGo();
            awaitUntil(() -> assertThat(refusalsOf(tradingId)).isNotEmpty());
            assertThat(callsAtTheProvider(tradingId, "authorize")).isZero();
            assertThat(stateAtTheProvider(tradingId)).isEmpty();
            assertBooksAgree(order);
            end(tradingId);
        }
    }

    @Test
    void anAuthorizationThatIsUndoneWhileItsAnswerIsOnItsWayIsLetGoOf() throws Exception {
        String card = card();
        ObjectNode order = Orders.byCard(card);
        try (Pause authorization = provider.after(card)) {
            acme.order(order);
            String tradingId = tradeOf(order);
            authorization.awaitCall();
            undo(tradingId);
            awaitPayment(order, "VOIDED");
            authorization.letGo();
            assertThat(stateAtTheProvider(tradingId)).containsExactly("CLOSED");
            assertBooksAgree(order);
            end(tradingId);
        }
    }

    @Test
    void whatWasCapturedIsRefundedWhenItIsUndone() {
        ObjectNode order = ordered("tok_ok");
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        undo(tradeOf(order));
        awaitPayment(order, "REFUNDED");
        assertBooksAgree(order);
    }

    @Test
    void ofADeclinedCardThereIsNothingToUndo() {
        ObjectNode order = ordered("tok_declined");
        awaitStatuses(order, "CANCELLED/CANCELLED/FAILED");
        int told = acme.ofOrder(reference(order)).size();
        String instance = undo(tradeOf(order));
        awaitUntil(() -> assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count())
                .isZero());
        assertThat(acme.ofOrder(reference(order))).hasSize(told);
        assertBooksAgree(order);
    }

    private String undo(String tradingId) {
        return runtime.startProcessInstanceByKey("payment-reversal", tradingId).getId();
    }

    private Pause pausedBeforeCapture(ObjectNode order) throws InterruptedException {
        return pausedBefore(order, "/capture/1");
    }

    private Pause pausedBefore(ObjectNode order, String call) throws InterruptedException {
        String tradingId = orderedAndHeld(order);
        Pause capture = provider.before(tradingId + call);
        provider.release(order.at("/payment/token").asText());
        capture.awaitCall();
        return capture;
    }

    private Pause pausedAfterCapture(ObjectNode order) throws InterruptedException {
        String tradingId = orderedAndHeld(order);
        Pause capture = provider.after(tradingId + "/capture/1");
        provider.release(order.at("/payment/token").asText());
        capture.awaitCall();
        return capture;
    }
}
