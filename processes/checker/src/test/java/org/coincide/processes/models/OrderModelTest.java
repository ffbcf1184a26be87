package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.coincide.processes.support.ModelEngine;
import org.coincide.processes.support.OrderVariables;
import org.coincide.processes.support.TestTrade;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderModelTest {

    private static final ModelEngine ENGINE = new ModelEngine("order");

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ENGINE.coverage();

    private static final Map<String, Object> CANCELLED = Map.of("cancellationReason", "CHANGED_MIND");

    @BeforeAll
    static void deploy() {
        ENGINE.deployModels();
    }

    @AfterEach
    void clear() {
        ENGINE.clear();
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void anOrderByCardIsCompletedOnceItIsPaidAndDelivered() {
        var trade = order("CARD")
                .run("Task_DecideHold", "Task_AuthorizePayment")
                .run("Task_HandOverConsignment", "Task_CapturePayment", "CallActivity_SettlePayment")
                .receive("consignment.delivered")
                .run("Event_GoodsDelivered");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared())
                .containsExactly(
                        "order ACCEPTED",
                        "delivery PREPARING",
                        "payment AUTHORIZED",
                        "order IN_PROGRESS",
                        "delivery SHIPPED",
                        "payment PAID",
                        "delivery DELIVERED",
                        "order COMPLETED");
        assertThat(ENGINE.delegates().calls()).doesNotContain("voidRemainder");
    }

    @Test
    void theRestOfAnAuthorizationIsVoidedBeforeCompletion() {
        ENGINE.delegates().setVariables("closeDelivery", Map.of("remainderHeld", true));
        var trade = order("CARD").runAll().receive("consignment.delivered").run("Event_GoodsDelivered");
        assertThat(trade.hasEnded()).isFalse();

        trade.run("Task_VoidRemainder");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared()).endsWith("payment VOIDED", "order COMPLETED");
    }

    @Test
    void anOrderByInvoiceIsCompletedOnceItIsDeliveredAndPaid() {
        var trade = order("INVOICE").runAll();
        assertThat(trade.waiting()).contains("consignment.delivered", "payment.received");

        trade.receive("consignment.delivered")
                .runAll()
                .receive("payment.received")
                .runAll();

        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared())
                .containsExactly(
                        "order ACCEPTED",
                        "delivery PREPARING",
                        "order IN_PROGRESS",
                        "delivery SHIPPED",
                        "delivery DELIVERED",
                        "payment PAID",
                        "order COMPLETED");
    }

    @Test
    void anOrderWithoutADeliveryIsCancelled() {
        ENGINE.delegates().setVariables("closeDelivery", Map.of("anythingDelivered", false));
        var trade = order("CARD")
                .runAll()
                .receive("consignment.lost")
                .runAll()
                .complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "GIVE_UP"))
                .runAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared())
                .endsWith(
                        "payment REFUNDED",
                        "delivery CANCELLED (UNDELIVERABLE)",
                        "order CANCELLING (${abandonReason})",
                        "payment VOIDED",
                        "delivery CANCELLED",
                        "order CANCELLED");
        assertThat(ENGINE.delegates().calls())
                .as("the payment is closed by undoing it")
                .doesNotContain("voidRemainder")
                .endsWith("closeDelivery", "reversePayment", "releaseDelivery");
    }

    @Test
    void anOrderOverTheLimitIsRejected() {
        var trade = ENGINE.start("order", facts("limitPercent", 201)).runAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared()).containsExactly("order REJECTED (LIMIT_EXCEEDED)");
        assertThat(ENGINE.delegates().calls()).isEmpty();
    }

    @Test
    void aDeclinedCardCancelsTheOrderAndReleasesTheStock() {
        ENGINE.delegates().setVariables("reversePayment", Map.of("paymentCaptured", false, "paymentOpen", false));
        ENGINE.delegates().throwError("authorizePayment", "PAYMENT_DECLINED");
        var trade =
                order("CARD").run("Task_DecideHold", "Task_AuthorizePayment").runAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared())
                .containsExactly(
                        "order ACCEPTED",
                        "delivery PREPARING",
                        "payment FAILED (PAYMENT_DECLINED)",
                        "order CANCELLING (PAYMENT_DECLINED)",
                        "delivery CANCELLED",
                        "order CANCELLED");
        assertThat(ENGINE.delegates().calls())
                .containsExactly(
                        "openPayment", "planDelivery", "authorizePayment", "reversePayment", "releaseDelivery");
    }

    @Test
    void missingStockVoidsTheAuthorization() {
        ENGINE.delegates().throwError("planDelivery", "OUT_OF_STOCK");
        var trade =
                order("CARD").run("Task_DecideHold", "Task_AuthorizePayment").runAll();
        assertThat(trade.declared())
                .containsExactly(
                        "order ACCEPTED",
                        "delivery CANCELLED (OUT_OF_STOCK)",
                        "payment AUTHORIZED",
                        "order CANCELLING (OUT_OF_STOCK)",
                        "payment VOIDED",
                        "delivery CANCELLED",
                        "order CANCELLED");
        assertThat(ENGINE.delegates().calls())
                .containsExactlyInAnyOrder("openPayment", "planDelivery", "authorizePayment", "reversePayment");
    }

    @Test
    void anInvoiceForMissingStockIsNoLongerDue() {
        ENGINE.delegates().throwError("planDelivery", "OUT_OF_STOCK");
        var trade = order("INVOICE").runAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared())
                .containsExactly(
                        "order ACCEPTED",
                        "delivery CANCELLED (OUT_OF_STOCK)",
                        "order CANCELLING (OUT_OF_STOCK)",
                        "payment VOIDED",
                        "delivery CANCELLED",
                        "order CANCELLED");
    }

    @Test
    void aDeclinedCardForMissingStockLeavesNothingToUndo() {
        ENGINE.delegates().setVariables("reversePayment", Map.of("paymentCaptured", false, "paymentOpen", false));
        ENGINE.delegates().throwError("authorizePayment", "PAYMENT_DECLINED");
        ENGINE.delegates().throwError("planDelivery", "OUT_OF_STOCK");
        var trade = order("CARD").runAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared())
                .endsWith("order CANCELLING (OUT_OF_STOCK)", "delivery CANCELLED", "order CANCELLED");
        assertThat(ENGINE.delegates().calls())
                .containsExactlyInAnyOrder("openPayment", "authorizePayment", "planDelivery", "reversePayment");
    }

    @Test
    void aCalledProcessHasTheTradingIdentifierAsItsKey() {
        var trade = order("CARD").run("Task_DecideHold");
        assertThat(trade.waiting()).containsExactly("Task_AuthorizePayment", "cancellation.requested");
    }

    @Test
    void aReleasedOrderResumesWhereItWasHeld() {
        var trade = ENGINE.start("order", facts("limitPercent", 120)).run("Task_DecideHold");
        assertThat(trade.tasks()).containsExactly("Task_ReviewHeldOrder");

        trade.complete("Task_ReviewHeldOrder", Map.of("reviewOutcome", "RELEASE"))
                .run("Gateway_OrderReleased");
        assertThat(trade.declared())
                .containsExactly(
                        "order ON_HOLD (${holdReason})", "order RECEIVED", "order ACCEPTED", "delivery PREPARING");
        assertThat(trade.variable("holdReason")).isEqualTo("CREDIT_LIMIT");
    }

    @Test
    void aHeldOrderIsRejectedWithItsReason() {
        var trade = ENGINE.start("order", facts("shipToCountry", "XX"))
                .run("Task_DecideHold")
                .complete("Task_ReviewHeldOrder", Map.of("reviewOutcome", "REJECT"))
                .run("Gateway_OrderReleased");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared())
                .containsExactly("order ON_HOLD (${holdReason})", "order RECEIVED", "order REJECTED (${holdReason})");
        assertThat(ENGINE.delegates().calls()).isEmpty();
    }

    @Test
    void anAmendedOrderIsDecidedUponAgain() {
        var trade = ENGINE.start("order", facts("pieces", 20_000))
                .run("Task_DecideHold")
                .receive("order.amended", Map.of("pieces", 2))
                .run("Event_ReviewRestarted", "Task_DecideHold");
        assertThat(trade.declared())
                .containsExactly(
                        "order ON_HOLD (${holdReason})", "order RECEIVED", "order ACCEPTED", "delivery PREPARING");
    }

    @Test
    void anOverdueReviewEscalatesAndStillEndsTheHold() {
        var trade =
                ENGINE.start("order", OrderVariables.facts("limitPercent", 120)).run("Task_DecideHold");
        trade.run("BoundaryEvent_ReviewOverdue");
        assertThat(trade.tasks()).containsExactlyInAnyOrder("Task_ReviewHeldOrder", "Task_ExpediteReview");

        trade.complete("Task_ReviewHeldOrder", Map.of("reviewOutcome", "RELEASE"));
        assertThat(trade.tasks()).as("the escalation ends with the decision").isEmpty();
        assertThat(trade.declared()).endsWith("order RECEIVED");
    }

    @Test
    void expeditingAReviewLeavesItOpen() {
        var trade =
                ENGINE.start("order", OrderVariables.facts("limitPercent", 120)).run("Task_DecideHold");
        trade.run("BoundaryEvent_ReviewOverdue").complete("Task_ExpediteReview", Map.of());
        assertThat(trade.tasks()).containsExactly("Task_ReviewHeldOrder");
    }

    @Test
    void anUnreviewedOrderIsRejected() {
        var trade = ENGINE.start("order", OrderVariables.facts("limitPercent", 120))
                .run("Task_DecideHold")
                .run("BoundaryEvent_ReviewOverdue")
                .run("BoundaryEvent_ReviewMissed");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared())
                .containsExactly("order ON_HOLD (${holdReason})", "order RECEIVED", "order REJECTED (REVIEW_OVERDUE)");
        assertThat(ENGINE.delegates().calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limitPercent, 100, NONE",
        "limitPercent, 101, CREDIT_LIMIT",
        "limitPercent, 200, CREDIT_LIMIT",
        "limitPercent, 201, LIMIT_EXCEEDED",
        "shipToCountry, XX, ADDRESS",
        "shipToCountry, DE, NONE",
        "pieces, 10000, NONE",
        "pieces, 10001, CUSTOMER_ACTION"
    })
    void theTableSaysWhyAnOrderIsHeld(String fact, String value, String reason) {
        var known = value.matches("\\d+") ? Integer.valueOf(value) : (Object) value;
        var trade = ENGINE.start("order", facts(fact, known)).run("Task_DecideHold");
        assertThat(trade.variable("holdReason")).isEqualTo(reason);
    }

    @Test
    void aLargeFirstOrderOnInvoiceIsHeld() {
        var facts = new HashMap<>(facts("limitPercent", 81));
        facts.putAll(Map.of("firstOrder", true, "paymentMethod", "INVOICE"));
        var trade = ENGINE.start("order", facts).run("Task_DecideHold");
        assertThat(trade.variable("holdReason")).isEqualTo("FRAUD_RULE");
    }

    @Test
    void aCancelledHoldEndsAtOnce() {
        var trade = ENGINE.start("order", facts("limitPercent", 120))
                .run("Task_DecideHold")
                .receive("cancellation.requested", CANCELLED)
                .run("Gateway_OrderAccepted");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared())
                .containsExactly(
                        "order ON_HOLD (${holdReason})",
                        "order CANCELLED (${cancellationReason})",
                        "delivery CANCELLED (${cancellationReason})");
        assertThat(ENGINE.delegates().calls()).isEmpty();
    }

    @Test
    void anOrderCancelledBeforeItsDecisionEndsAtOnce() {
        var trade = order("CARD").receive("cancellation.requested", CANCELLED).runAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared()).first().isEqualTo("order CANCELLED (${cancellationReason})");
    }

    @Test
    void aCancellationReversesThePaymentThenTheDelivery() {
        var trade = order("CARD")
                .run("Task_DecideHold", "Task_AuthorizePayment")
                .receive("cancellation.requested", CANCELLED)
                .run("Gateway_OrderAccepted", "Task_ReversePayment");
        assertThat(trade.declared()).endsWith("order CANCELLING (${cancellationReason})", "payment VOIDED");

        trade.run("Event_DeliveryRecalled");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared()).endsWith("payment VOIDED", "delivery CANCELLED", "order CANCELLED");
    }

    @Test
    void aCancellationCompensatesOnlyCompletedSteps() {
        ENGINE.delegates().throwError("planDelivery", "OUT_OF_STOCK");
        var trade = order("CARD")
                .run("Task_DecideHold")
                .receive("cancellation.requested", CANCELLED)
                .runAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(ENGINE.delegates().calls()).containsExactly("openPayment", "planDelivery", "reversePayment");
        assertThat(trade.declared()).endsWith("delivery CANCELLED", "order CANCELLED");
    }

    @Test
    void aCancellationSucceedsInSpiteOfAnIncident() {
        ENGINE.delegates().fail("authorizePayment");
        var trade = order("CARD").run("Task_DecideHold");
        while (trade.incidents().isEmpty()) {
            assertThatThrownBy(() -> trade.run("Task_AuthorizePayment")).hasMessageContaining("is unreachable");
        }
        trade.receive("cancellation.requested", CANCELLED).runAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.declared()).endsWith("payment VOIDED", "delivery CANCELLED", "order CANCELLED");
    }

    @Test
    void aFailedCompensationIsAnIncidentAndCanBeRetried() {
        ENGINE.delegates().fail("reversePayment");
        var trade = order("CARD")
                .run("Task_DecideHold", "Task_AuthorizePayment")
                .receive("cancellation.requested", CANCELLED)
                .run("Gateway_OrderAccepted");
        while (trade.incidents().isEmpty()) {
            assertThatThrownBy(() -> trade.run("Task_ReversePayment")).hasMessageContaining("is unreachable");
        }
        assertThat(trade.declared()).endsWith("order CANCELLING (${cancellationReason})");

        ENGINE.delegates().recover("reversePayment");
        trade.runAll();
        assertThat(trade.declared()).endsWith("payment VOIDED", "delivery CANCELLED", "order CANCELLED");
    }

    private static TestTrade order(String paymentMethod) {
        return ENGINE.start("order", facts("paymentMethod", paymentMethod));
    }

    /** Starts an order that is accepted, with one variable changed. */
    private static Map<String, Object> facts(String name, Object value) {
        return OrderVariables.facts(name, value);
    }
}
