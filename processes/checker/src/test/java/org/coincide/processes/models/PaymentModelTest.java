package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.coincide.processes.support.ModelEngine;
import org.coincide.processes.support.TestTrade;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentModelTest {

    private static final ModelEngine BENCH = new ModelEngine("payment");

    private static final Map<String, Object> STILL_DUE =
            Map.of("paymentAccepted", false, "confirmationDue", true, "confirmationCheckAt", "2026-12-09T09:00:00Z");

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = BENCH.coverage();

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
    void anAcceptedCardIsAuthorized() {
        var payment = step("AUTHORIZE", "CARD").pass("Task_AuthorizePayment");
        assertThat(payment.said()).containsExactly("payment AUTHORIZED");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(true);
    }

    @Test
    void aDeclinedCardFailsThePayment() {
        BENCH.delegates().refuse("authorizePayment", "PAYMENT_DECLINED");
        var payment = step("AUTHORIZE", "CARD").pass("Task_AuthorizePayment");
        assertThat(payment.said()).containsExactly("payment FAILED (PAYMENT_DECLINED)");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(false);
        assertThat(payment.hasEnded()).isTrue();
    }

    @Test
    void aCardWhoseHolderMustConfirmWaitsForTheReport() {
        var payment = unconfirmed();
        assertThat(payment.said()).containsExactly("payment REQUIRES_ACTION");
        assertThat(payment.waiting()).containsExactly("BoundaryEvent_ReportMissed", "confirmation.reported");

        payment.receive("confirmation.reported");
        assertThat(payment.said())
                .as("a report is no answer: the provider is asked")
                .hasSize(1);

        payment.pass("Task_CheckConfirmation");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment REQUIRES_ACTION", "payment AUTHORIZED");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(true);
    }

    @Test
    void whereNobodyReportsTheProviderIsAskedAgainAndAgain() {
        var payment = unconfirmed();
        BENCH.delegates().say("checkConfirmation", STILL_DUE);
        payment.pass("BoundaryEvent_ReportMissed", "Task_CheckConfirmation");
        assertThat(payment.waiting()).contains("confirmation.reported");

        BENCH.delegates().say("checkConfirmation", Map.of("confirmationDue", false));
        payment.pass("BoundaryEvent_ReportMissed", "Task_CheckConfirmation");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment REQUIRES_ACTION", "payment AUTHORIZED");
    }

    @Test
    void aPaymentThatIsNotConfirmedInTimeFails() {
        BENCH.delegates().refuse("checkConfirmation", "CONFIRMATION_MISSING");
        var payment = unconfirmed().pass("BoundaryEvent_ReportMissed", "Task_CheckConfirmation");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment REQUIRES_ACTION", "payment FAILED (CONFIRMATION_MISSING)");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(false);
    }

    @Test
    void aPaymentThatTheHolderRefusesFails() {
        BENCH.delegates().refuse("checkConfirmation", "PAYMENT_DECLINED");
        var payment = unconfirmed().receive("confirmation.reported").pass("Task_CheckConfirmation");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment REQUIRES_ACTION", "payment FAILED (PAYMENT_DECLINED)");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(false);
    }

    @Test
    void anInvoiceIsAcceptedAndStaysPending() {
        var payment = step("AUTHORIZE", "INVOICE");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).isEmpty();
        assertThat(payment.variable("paymentAccepted")).isEqualTo(true);
        assertThat(payment.passed()).contains("EndEvent_PaymentDeferred");
    }

    @Test
    void aCardIsCapturedOnSettling() {
        var payment = step("SETTLE", "CARD").pass("Task_CapturePayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment PAID");
    }

    @Test
    void whatHasExpiredIsHeldOnceMoreAndThenCaptured() {
        BENCH.delegates().refuse("capturePayment", "AUTHORIZATION_EXPIRED");
        var payment = step("SETTLE", "CARD").pass("Task_CapturePayment");
        assertThat(payment.said()).containsExactly("payment EXPIRED (AUTHORIZATION_EXPIRED)");

        BENCH.delegates().reset();
        payment.pass("Task_ReauthorizePayment", "Task_CapturePayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said())
                .containsExactly("payment EXPIRED (AUTHORIZATION_EXPIRED)", "payment AUTHORIZED", "payment PAID");
    }

    @Test
    void aCardThatIsDeclinedOnceMoreIsPaidByInvoice() {
        BENCH.delegates().refuse("capturePayment", "AUTHORIZATION_EXPIRED");
        BENCH.delegates().refuse("reauthorizePayment", "PAYMENT_DECLINED");
        var payment = step("SETTLE", "CARD")
                .pass("Task_CapturePayment", "Task_ReauthorizePayment", "Task_IssueInvoice")
                .receive("payment.received")
                .pass("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said())
                .containsExactly(
                        "payment EXPIRED (AUTHORIZATION_EXPIRED)",
                        "payment FAILED (PAYMENT_DECLINED)",
                        "payment PENDING",
                        "payment PAID");
    }

    @Test
    void anInvoiceIsPaidWhenTheBankSaysSo() {
        var payment = invoice();
        assertThat(payment.waiting()).contains("payment.received", "instalment.received");
        assertThat(payment.said()).isEmpty();

        payment.receive("payment.received");
        assertThat(payment.said())
                .as("before the status there is a job: whoever reports is not the one who fails")
                .isEmpty();

        payment.pass("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment PAID");
    }

    @Test
    void anInvoiceMayBePaidInInstalments() {
        var payment = invoice()
                .receive("instalment.received")
                .pass("EndEvent_PartReceived")
                .receive("instalment.received")
                .pass("EndEvent_PartReceived");
        assertThat(payment.hasEnded()).isFalse();

        payment.receive("payment.received").pass("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment PARTIALLY_PAID", "payment PARTIALLY_PAID", "payment PAID");
    }

    @Test
    void aClientIsRemindedOfWhatIsDueAndMayStillPay() {
        var payment = invoice().pass("BoundaryEvent_InvoiceFallenDue", "Task_RemindClient");
        assertThat(BENCH.delegates().calls()).endsWith("remindClient");
        assertThat(payment.said()).isEmpty();

        payment.receive("payment.received").pass("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
    }

    @Test
    void anOverdueInvoiceIsAPersonsTaskUntilItIsPaid() {
        var payment = overdue();
        assertThat(payment.tasks()).containsExactly("Task_DecideOnInvoice");

        payment.receive("payment.received").pass("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment PAID");
    }

    @Test
    void whoeverWaitsOnRemindsOnceMoreAndIsAskedAgain() {
        var payment = overdue().complete("Task_DecideOnInvoice", Map.of("invoiceGivenUp", false));
        assertThat(payment.tasks()).isEmpty();

        payment.pass("Task_RemindClient", "Event_GraceElapsed");
        assertThat(payment.tasks()).containsExactly("Task_DecideOnInvoice");
        assertThat(payment.said()).isEmpty();
    }

    @Test
    void anInvoiceThatIsGivenUpIsWrittenOff() {
        var payment = overdue()
                .complete("Task_DecideOnInvoice", Map.of("invoiceGivenUp", true))
                .pass("Task_WriteOffInvoice");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said())
                .containsExactly("payment FAILED (INVOICE_UNPAID)", "payment VOIDED (INVOICE_UNPAID)");
    }

    @Test
    void anInvoiceThatIsWithdrawnIsWaitedForNoMore() {
        var payment = overdue().receive("invoice.withdrawn");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).isEmpty();
    }

    @Test
    void whatIsHeldAndWasNotTakenIsLetGoInTheEnd() {
        var payment = step("CLOSE", "CARD").pass("Task_VoidRemainder");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment VOIDED");
    }

    @Test
    void ofInvoicesNothingIsHeld() {
        var payment = step("CLOSE", "INVOICE");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment VOIDED");
        assertThat(BENCH.delegates().calls()).isEmpty();
    }

    @Test
    void whereNothingWasTakenThePaymentIsVoided() {
        var payment = undone(false, true);
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment VOIDED");
        assertThat(BENCH.delegates().calls()).containsExactly("undoPayment");
    }

    @Test
    void whatWasTakenIsGivenBackAndSaidFirst() {
        var payment = undone(true, true).pass("Task_RefundPayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment PAID", "payment REFUNDED");
    }

    @Test
    void aDeclinedCardHasNothingToUndo() {
        var payment = undone(false, false);
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).isEmpty();
    }

    @Test
    void aReturnIsRefunded() {
        var payment = BENCH.start("payment", Map.of("paymentStep", "REFUND", "paymentMethod", "CARD", "refund", "R-1"))
                .pass("Task_RefundPayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment REFUNDED");
    }

    @Test
    void whereNothingWasPaidNothingIsRefunded() {
        BENCH.delegates().say("refundPayment", Map.of("paymentRefunded", false));
        var payment = step("REFUND", "INVOICE").pass("Task_RefundPayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).isEmpty();
    }

    @Test
    void aMethodThatTheModelDoesNotKnowIsRefusedAloud() {
        assertThatThrownBy(() -> step("AUTHORIZE", "BARTER")).hasMessageContaining("Gateway_AuthorizedHow");
    }

    @Test
    void aFaultOfTheProviderIsTriedAgainAndThenBecomesAnIncident() {
        BENCH.delegates().fail("capturePayment");
        var payment = step("SETTLE", "CARD");
        var attempts = 0;
        for (; payment.job("Task_CapturePayment").getRetries() > 0; attempts++) {
            assertThatThrownBy(() -> payment.pass("Task_CapturePayment")).hasMessageContaining("cannot be reached");
        }
        assertThat(attempts)
                .as("once, and once more after each of PT2S,PT10S,PT1M,PT5M,PT30M")
                .isEqualTo(6);
        assertThat(payment.incidents()).containsExactly("Task_CapturePayment");

        BENCH.delegates().mend("capturePayment");
        payment.pass("Task_CapturePayment");
        assertThat(payment.said()).containsExactly("payment PAID");
    }

    private static TestTrade step(String paymentStep, String paymentMethod) {
        return BENCH.start("payment", Map.of("paymentStep", paymentStep, "paymentMethod", paymentMethod));
    }

    private static TestTrade unconfirmed() {
        BENCH.delegates().say("authorizePayment", STILL_DUE);
        return step("AUTHORIZE", "CARD").pass("Task_AuthorizePayment");
    }

    private static TestTrade invoice() {
        return step("SETTLE", "INVOICE").pass("Task_IssueInvoice");
    }

    private static TestTrade overdue() {
        return invoice().pass("BoundaryEvent_InvoiceFallenDue", "Task_RemindClient", "Event_GraceElapsed");
    }

    private static TestTrade undone(boolean captured, boolean open) {
        BENCH.delegates().say("undoPayment", Map.of("paymentCaptured", captured, "paymentOpen", open));
        return step("UNDO", "CARD").pass("Task_UndoPayment");
    }
}
