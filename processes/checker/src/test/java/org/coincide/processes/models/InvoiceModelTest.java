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

    private static final ModelEngine BENCH = new ModelEngine("invoice");

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
    void aReceivedPaymentPaysTheInvoice() {
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
    void aRemindedClientCanStillPay() {
        var payment = invoice().pass("BoundaryEvent_InvoiceFallenDue", "Task_RemindClient");
        assertThat(BENCH.delegates().calls()).endsWith("remindClient");
        assertThat(payment.said()).isEmpty();

        payment.receive("payment.received").pass("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
    }

    @Test
    void anOverdueInvoiceIsATaskUntilItIsPaid() {
        var payment = overdue();
        assertThat(payment.tasks()).containsExactly("Task_DecideOnInvoice");

        payment.receive("payment.received").pass("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment PAID");
    }

    @Test
    void waitingOnSendsAnotherReminder() {
        var payment = overdue().complete("Task_DecideOnInvoice", Map.of("invoiceGivenUp", false));
        assertThat(payment.tasks()).isEmpty();

        payment.pass("Task_RemindClient", "Event_GraceElapsed");
        assertThat(payment.tasks()).containsExactly("Task_DecideOnInvoice");
        assertThat(payment.said()).isEmpty();
    }

    @Test
    void anAbandonedInvoiceIsWrittenOff() {
        var payment = overdue()
                .complete("Task_DecideOnInvoice", Map.of("invoiceGivenUp", true))
                .pass("Task_WriteOffInvoice");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said())
                .containsExactly("payment FAILED (INVOICE_UNPAID)", "payment VOIDED (INVOICE_UNPAID)");
    }

    @Test
    void aWithdrawnInvoiceEndsTheProcess() {
        var payment = overdue().receive("invoice.withdrawn");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).isEmpty();
    }

    private static TestTrade invoice() {
        return BENCH.start("invoice", Map.of("consignment", 1L)).pass("Task_IssueInvoice");
    }

    private static TestTrade overdue() {
        return invoice().pass("BoundaryEvent_InvoiceFallenDue", "Task_RemindClient", "Event_GraceElapsed");
    }
}
