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

    private static final ModelEngine BENCH = new ModelEngine("order");

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = BENCH.coverage();

    private static final Map<String, Object> CANCELLED = Map.of("cancellationReason", "CHANGED_MIND");

    @BeforeAll
    static void deploy() {
        BENCH.deployModels();
    }

    @AfterEach
    void clear() {
        BENCH.clear();
    }

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void anOrderByCardIsCompletedOnceItIsPaidAndDelivered() {
        var trade = order("CARD")
                .pass("Task_DecideHold", "Task_OpenPayment", "Task_AuthorizePayment", "Task_PlanDelivery")
                .pass("Gateway_BothAnswered", "Gateway_BothAnswered")
                .pass("Task_HandOverConsignment", "Task_CapturePayment", "Gateway_BothSettled")
                .receive("consignment.delivered")
                .pass("Event_GoodsDelivered", "Gateway_BothSettled", "CallActivity_DeliverConsignments")
                .pass("Task_VoidRemainder");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "payment AUTHORIZED",
                        "delivery PREPARING",
                        "order IN_PROGRESS",
                        "delivery SHIPPED",
                        "payment PAID",
                        "delivery DELIVERED",
                        "payment VOIDED",
                        "order COMPLETED");
    }

    @Test
    void anOrderByInvoiceIsCompletedOnceItIsDeliveredAndPaid() {
        var trade = order("INVOICE").passAll();
        assertThat(trade.waiting()).contains("consignment.delivered", "payment.received");

        trade.receive("consignment.delivered")
                .passAll()
                .receive("payment.received")
                .passAll();

        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "delivery PREPARING",
                        "order IN_PROGRESS",
                        "delivery SHIPPED",
                        "delivery DELIVERED",
                        "payment PAID",
                        "payment VOIDED",
                        "order COMPLETED");
    }

    @Test
    void anOrderOfWhichNothingIsDeliveredIsCancelled() {
        BENCH.delegates().say("closeDelivery", Map.of("anythingDelivered", false));
        var trade = order("CARD")
                .passAll()
                .receive("consignment.lost")
                .passAll()
                .complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "GIVE_UP"))
                .passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .endsWith(
                        "payment REFUNDED",
                        "delivery CANCELLED (UNDELIVERABLE)",
                        "order CANCELLING (${abandonReason})",
                        "payment VOIDED",
                        "delivery CANCELLED",
                        "order CANCELLED");
        assertThat(BENCH.delegates().calls())
                .as("the payment is closed by undoing it")
                .doesNotContain("voidRemainder")
                .endsWith("closeDelivery", "undoPayment", "releaseDelivery");
    }

    @Test
    void anOrderOverTheLimitIsRejectedAndNothingElseHappens() {
        var trade = BENCH.start("order", facts("limitPercent", 201)).passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said()).containsExactly("order REJECTED (LIMIT_EXCEEDED)");
        assertThat(BENCH.delegates().calls()).isEmpty();
    }

    @Test
    void aDeclinedCardCancelsTheOrderAndGivesTheStockBack() {
        BENCH.delegates().say("undoPayment", Map.of("paymentCaptured", false, "paymentOpen", false));
        BENCH.delegates().refuse("authorizePayment", "PAYMENT_DECLINED");
        var trade = order("CARD")
                .pass("Task_DecideHold", "Task_OpenPayment", "Task_AuthorizePayment", "Task_PlanDelivery")
                .passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "payment FAILED (PAYMENT_DECLINED)",
                        "delivery PREPARING",
                        "order CANCELLING (PAYMENT_DECLINED)",
                        "delivery CANCELLED",
                        "order CANCELLED");
        assertThat(BENCH.delegates().calls())
                .containsExactly("openPayment", "authorizePayment", "planDelivery", "undoPayment", "releaseDelivery");
    }

    @Test
    void missingStockCancelsTheOrderAndVoidsTheAuthorizationThatCameFirst() {
        BENCH.delegates().refuse("planDelivery", "OUT_OF_STOCK");
        var trade = order("CARD")
                .pass("Task_DecideHold", "Task_OpenPayment", "Task_AuthorizePayment", "Task_PlanDelivery")
                .passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "payment AUTHORIZED",
                        "delivery CANCELLED (OUT_OF_STOCK)",
                        "order CANCELLING (OUT_OF_STOCK)",
                        "payment VOIDED",
                        "delivery CANCELLED",
                        "order CANCELLED");
    }

    @Test
    void missingStockCancelsTheOrderAndVoidsTheAuthorizationThatCameLater() {
        BENCH.delegates().refuse("planDelivery", "OUT_OF_STOCK");
        var trade = order("CARD")
                .pass("Task_DecideHold", "Task_OpenPayment", "Task_PlanDelivery", "Gateway_BothAnswered")
                .pass("Task_AuthorizePayment")
                .passAll();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "delivery CANCELLED (OUT_OF_STOCK)",
                        "payment AUTHORIZED",
                        "order CANCELLING (OUT_OF_STOCK)",
                        "payment VOIDED",
                        "delivery CANCELLED",
                        "order CANCELLED");
        assertThat(BENCH.delegates().calls())
                .containsExactlyInAnyOrder("openPayment", "planDelivery", "authorizePayment", "undoPayment");
    }

    @Test
    void anInvoiceForMissingStockIsNoLongerDue() {
        BENCH.delegates().refuse("planDelivery", "OUT_OF_STOCK");
        var trade = order("INVOICE").passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
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
        BENCH.delegates().say("undoPayment", Map.of("paymentCaptured", false, "paymentOpen", false));
        BENCH.delegates().refuse("authorizePayment", "PAYMENT_DECLINED");
        BENCH.delegates().refuse("planDelivery", "OUT_OF_STOCK");
        var trade = order("CARD").passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said()).endsWith("order CANCELLING (OUT_OF_STOCK)", "delivery CANCELLED", "order CANCELLED");
        assertThat(BENCH.delegates().calls())
                .containsExactlyInAnyOrder("openPayment", "authorizePayment", "planDelivery", "undoPayment");
    }

    @Test
    void whatACalledStepDoesStandsUnderTheTradingIdentifier() {
        var trade = order("CARD").pass("Task_DecideHold", "Task_OpenPayment");
        assertThat(trade.waiting())
                .containsExactly("Task_AuthorizePayment", "Task_PlanDelivery", "cancellation.requested");
    }

    @Test
    void aHeldOrderThatIsReleasedGoesOnWhereItWas() {
        var trade = BENCH.start("order", facts("limitPercent", 120)).pass("Task_DecideHold");
        assertThat(trade.tasks()).containsExactly("Task_ReviewHeldOrder");

        trade.complete("Task_ReviewHeldOrder", Map.of("reviewOutcome", "RELEASE"))
                .pass("Task_OpenPayment");
        assertThat(trade.said()).containsExactly("order ON_HOLD (${holdReason})", "order RECEIVED", "order ACCEPTED");
        assertThat(trade.variable("holdReason")).isEqualTo("CREDIT_LIMIT");
    }

    @Test
    void aHeldOrderThatIsNotReleasedIsRejectedForItsReason() {
        var trade = BENCH.start("order", facts("shipToCountry", "XX"))
                .pass("Task_DecideHold")
                .complete("Task_ReviewHeldOrder", Map.of("reviewOutcome", "REJECT"));
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly("order ON_HOLD (${holdReason})", "order RECEIVED", "order REJECTED (${holdReason})");
        assertThat(BENCH.delegates().calls()).isEmpty();
    }

    @Test
    void anAmendedOrderIsDecidedUponAgain() {
        var trade = BENCH.start("order", facts("pieces", 20_000))
                .pass("Task_DecideHold")
                .receive("order.amended", Map.of("pieces", 2))
                .pass("Event_ReviewRestarted", "Task_DecideHold", "Task_OpenPayment");
        assertThat(trade.said()).containsExactly("order ON_HOLD (${holdReason})", "order RECEIVED", "order ACCEPTED");
    }

    @Test
    void anOverdueReviewEscalatesAndStillEndsTheHold() {
        var trade =
                BENCH.start("order", OrderVariables.facts("limitPercent", 120)).pass("Task_DecideHold");
        trade.pass("BoundaryEvent_ReviewOverdue");
        assertThat(trade.tasks()).containsExactlyInAnyOrder("Task_ReviewHeldOrder", "Task_ExpediteReview");

        trade.complete("Task_ReviewHeldOrder", Map.of("reviewOutcome", "RELEASE"));
        assertThat(trade.tasks()).as("the escalation ends with the decision").isEmpty();
        assertThat(trade.said()).endsWith("order RECEIVED", "order ACCEPTED");
    }

    @Test
    void expeditingAReviewLeavesItOpen() {
        var trade =
                BENCH.start("order", OrderVariables.facts("limitPercent", 120)).pass("Task_DecideHold");
        trade.pass("BoundaryEvent_ReviewOverdue").complete("Task_ExpediteReview", Map.of());
        assertThat(trade.tasks()).containsExactly("Task_ReviewHeldOrder");
    }

    @Test
    void anOrderThatNobodyReviewsIsRejected() {
        var trade = BENCH.start("order", OrderVariables.facts("limitPercent", 120))
                .pass("Task_DecideHold")
                .pass("BoundaryEvent_ReviewOverdue")
                .pass("BoundaryEvent_ReviewMissed");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly("order ON_HOLD (${holdReason})", "order RECEIVED", "order REJECTED (REVIEW_OVERDUE)");
        assertThat(BENCH.delegates().calls()).isEmpty();
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
        var trade = BENCH.start("order", facts(fact, known)).pass("Task_DecideHold");
        assertThat(trade.variable("holdReason")).isEqualTo(reason);
    }

    @Test
    void aLargeFirstOrderOnInvoiceIsHeld() {
        var facts = new HashMap<>(facts("limitPercent", 81));
        facts.putAll(Map.of("firstOrder", true, "paymentMethod", "INVOICE"));
        var trade = BENCH.start("order", facts).pass("Task_DecideHold");
        assertThat(trade.variable("holdReason")).isEqualTo("FRAUD_RULE");
    }

    @Test
    void aHeldOrderThatIsCancelledEndsAtOnce() {
        var trade = BENCH.start("order", facts("limitPercent", 120))
                .pass("Task_DecideHold")
                .receive("cancellation.requested", CANCELLED)
                .pass("Gateway_OrderAccepted");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly(
                        "order ON_HOLD (${holdReason})",
                        "order CANCELLED (${cancellationReason})",
                        "delivery CANCELLED (${cancellationReason})");
        assertThat(BENCH.delegates().calls()).isEmpty();
    }

    @Test
    void anOrderThatIsCancelledBeforeItWasDecidedUponEndsAtOnce() {
        var trade = order("CARD").receive("cancellation.requested", CANCELLED).passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said()).first().isEqualTo("order CANCELLED (${cancellationReason})");
    }

    @Test
    void aCancellationUndoesTheMoneyFirstAndThenTheGoods() {
        var trade = order("CARD")
                .pass("Task_DecideHold", "Task_OpenPayment", "Task_AuthorizePayment", "Task_PlanDelivery")
                .pass("Gateway_BothAnswered", "Gateway_BothAnswered")
                .receive("cancellation.requested", CANCELLED)
                .pass("Gateway_OrderAccepted", "Task_UndoPayment");
        assertThat(trade.said()).endsWith("order CANCELLING (${cancellationReason})", "payment VOIDED");

        trade.pass("Event_DeliveryRecalled");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said()).endsWith("payment VOIDED", "delivery CANCELLED", "order CANCELLED");
    }

    @Test
    void aCancellationUndoesOnlyWhatHasHappened() {
        var trade = order("CARD")
                .pass("Task_DecideHold", "Task_OpenPayment", "Task_AuthorizePayment")
                .receive("cancellation.requested", CANCELLED)
                .passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(BENCH.delegates().calls()).containsExactly("openPayment", "authorizePayment", "undoPayment");
        assertThat(trade.said()).endsWith("delivery CANCELLED", "order CANCELLED");
    }

    @Test
    void aCancellationComesThroughWhereAStepHasAnIncident() {
        BENCH.delegates().fail("authorizePayment");
        var trade = order("CARD").pass("Task_DecideHold", "Task_OpenPayment");
        while (trade.incidents().isEmpty()) {
            assertThatThrownBy(() -> trade.pass("Task_AuthorizePayment")).hasMessageContaining("cannot be reached");
        }
        trade.receive("cancellation.requested", CANCELLED).passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said()).endsWith("payment VOIDED", "delivery CANCELLED", "order CANCELLED");
    }

    @Test
    void aCompensationThatFailsBecomesAnIncidentAndIsDoneOnceItCan() {
        BENCH.delegates().fail("undoPayment");
        var trade = order("CARD")
                .pass("Task_DecideHold", "Task_OpenPayment", "Task_AuthorizePayment", "Task_PlanDelivery")
                .receive("cancellation.requested", CANCELLED)
                .pass("Gateway_OrderAccepted");
        while (trade.incidents().isEmpty()) {
            assertThatThrownBy(() -> trade.pass("Task_UndoPayment")).hasMessageContaining("cannot be reached");
        }
        assertThat(trade.said()).endsWith("order CANCELLING (${cancellationReason})");

        BENCH.delegates().mend("undoPayment");
        trade.passAll();
        assertThat(trade.said()).endsWith("payment VOIDED", "delivery CANCELLED", "order CANCELLED");
    }

    private static TestTrade order(String paymentMethod) {
        return BENCH.start("order", facts("paymentMethod", paymentMethod));
    }

    /** An order that is accepted at once, but for one thing. */
    private static Map<String, Object> facts(String name, Object value) {
        return OrderVariables.facts(name, value);
    }
}
