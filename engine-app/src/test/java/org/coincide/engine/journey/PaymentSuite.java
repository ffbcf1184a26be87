package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.coincide.engine.payment.PausingProvider;
import org.coincide.engine.payment.PausingProvider.Pause;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Money of cards: what is held, taken, let go of and given back, beside the provider's own books. */
abstract class PaymentSuite extends MoneySuite {

    @Autowired
    private PausingProvider provider;

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
    void ofAnOrderOfTwoConsignmentsOneIsRefundedAndTheRestLetGoOf() throws Exception {
        ObjectNode order = inTwoConsignments(card());
        try (Pause second = pausedBefore(order, "/capture/2")) {
            awaitPayment(order, "PARTIALLY_PAID");
            String tradingId = tradeOf(order);
            step(tradingId, "REFUND", Map.of("refund", 1));
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
    void forAConsignmentThatIsGivenUpNothingIsTakenAnyMore() throws Exception {
        ObjectNode order = Orders.byCard(card());
        String tradingId = orderedAndHeld(order);
        step(tradingId, "REFUND", Map.of("refund", 1));
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

    private ObjectNode ordered(String token) {
        return ordered(Orders.byCard(token));
    }

    private ObjectNode ordered(ObjectNode order) {
        acme.order(order);
        return order;
    }

    /** 400 cups, of which 300 go into a consignment: 1470.00 EUR and 490.00 EUR. */
    private static ObjectNode inTwoConsignments(String token) {
        ObjectNode order = Orders.byCard(token);
        order.putArray("lines");
        return Orders.addLine(order, "CUP-PORCELAIN", 400, "4.90");
    }

    private List<String> capturedAtTheProvider(String tradingId) {
        return jdbc
                .sql(
                        "SELECT amount FROM simulated_provider_call WHERE idempotency_key LIKE ? AND operation = 'capture'")
                .param(tradingId + "/%")
                .query(BigDecimal.class)
                .list()
                .stream()
                .map(amount -> amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString())
                .toList();
    }

    private String undo(String tradingId) {
        return step(tradingId, "UNDO", Map.of()).getId();
    }

    /** A card of this test alone, that the provider approves. */
    private static String card() {
        return "tok_" + UUID.randomUUID();
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

    /** Sends the order and holds its authorization, so that a test can prepare before anything else happens. */
    private String orderedAndHeld(ObjectNode order) throws InterruptedException {
        Pause authorization = provider.before(order.at("/payment/token").asText());
        acme.order(order);
        String key = authorization.awaitCall();
        return key.substring(0, key.indexOf('/'));
    }

    /** What jobs of this trade have failed with. */
    private List<String> refusalsOf(String tradingId) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(tradingId).list().stream()
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance.getId()).withException().list().stream())
                .map(Job::getExceptionMessage)
                .toList();
    }

    private List<String> stateAtTheProvider(String tradingId) {
        return jdbc.sql("SELECT state FROM simulated_authorization WHERE merchant_reference = ?")
                .param(tradingId)
                .query(String.class)
                .list();
    }

    /** A trade that was undone under its order's feet cannot go on; a job of its may be running just now. */
    private void end(String tradingId) {
        await().atMost(PATIENCE)
                .ignoreException(OptimisticLockingException.class)
                .untilAsserted(() -> {
                    List<ProcessInstance> left = runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(tradingId)
                            .rootProcessInstances()
                            .list();
                    left.forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "the test is over"));
                    assertThat(left).isEmpty();
                });
    }
}
