package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.coincide.processes.support.ModelEngine;
import org.coincide.processes.support.TestTrade;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InvoiceModelTest {

    private static final ModelEngine ENGINE = new ModelEngine("invoice");

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ENGINE.coverage();

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
    void aReceivedPaymentPaysTheInvoice() {
        var payment = invoice();
        assertThat(payment.waiting()).contains("payment.received", "instalment.received");
        assertThat(payment.declared()).isEmpty();

        payment.receive("payment.received");
        assertThat(payment.declared())
                .as("before the status there is a job: whoever reports is not the one who fails")
                .isEmpty();

        payment.run("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment PAID");
    }

    @Test
    void anInvoiceMayBePaidInInstalments() {
        var payment = invoice()
                .receive("instalment.received")
                .run("EndEvent_PartReceived")
                .receive("instalment.received")
                .run("EndEvent_PartReceived");
        assertThat(payment.hasEnded()).isFalse();

        payment.receive("payment.received").run("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared())
                .containsExactly("payment PARTIALLY_PAID", "payment PARTIALLY_PAID", "payment PAID");
    }

    @Test
    void aRemindedClientCanStillPay() {
        var payment = invoice().run("BoundaryEvent_InvoiceFallenDue", "Task_RemindClient");
        assertThat(ENGINE.delegates().calls()).endsWith("remindClient");
        assertThat(payment.declared()).isEmpty();

        payment.receive("payment.received").run("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
    }

    @Test
    void anOverdueInvoiceIsATaskUntilItIsPaid() {
        var payment = overdue();
        assertThat(payment.tasks()).containsExactly("Task_DecideOnInvoice");

        payment.receive("payment.received").run("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment PAID");
    }

    @Test
    void waitingOnSendsAnotherReminder() {
        var payment = overdue().complete("Task_DecideOnInvoice", Map.of("invoiceGivenUp", false));
        assertThat(payment.tasks()).isEmpty();

        payment.run("Task_RemindClient", "Event_GraceElapsed");
        assertThat(payment.tasks()).containsExactly("Task_DecideOnInvoice");
        assertThat(payment.declared()).isEmpty();
    }

    @Test
    void anAbandonedInvoiceIsWrittenOff() {
        var payment = overdue()
                .complete("Task_DecideOnInvoice", Map.of("invoiceGivenUp", true))
                .run("Task_WriteOffInvoice");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared())
                .containsExactly("payment FAILED (INVOICE_UNPAID)", "payment VOIDED (INVOICE_UNPAID)");
    }

    @Test
    void aWithdrawnInvoiceEndsTheProcess() {
        var payment = overdue().receive("invoice.withdrawn");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).isEmpty();
    }

    @Test
    void aClaimGivenUpBeforeIsNotInvoiced() {
        ENGINE.delegates().throwError("issueInvoice", "CLAIM_GIVEN_UP");
        var payment = invoice();
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).isEmpty();
    }

    private static TestTrade invoice() {
        return ENGINE.start("invoice", Map.of("consignment", 1L)).run("Task_IssueInvoice");
    }

    private static TestTrade overdue() {
        return invoice().run("BoundaryEvent_InvoiceFallenDue", "Task_RemindClient", "Event_GraceElapsed");
    }
}
