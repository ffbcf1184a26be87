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

class PaymentAuthorizationModelTest {

    private static final ModelEngine BENCH = new ModelEngine("payment-authorization");

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
        var payment = authorization("CARD").pass("Task_AuthorizePayment");
        assertThat(payment.said()).containsExactly("payment AUTHORIZED");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(true);
    }

    @Test
    void aDeclinedCardFailsThePayment() {
        BENCH.delegates().refuse("authorizePayment", "PAYMENT_DECLINED");
        var payment = authorization("CARD").pass("Task_AuthorizePayment");
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
    void withoutAReportTheProviderIsPolled() {
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
        var payment = authorization("INVOICE");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).isEmpty();
        assertThat(payment.variable("paymentAccepted")).isEqualTo(true);
        assertThat(payment.passed()).contains("EndEvent_PaymentDeferred");
    }

    @Test
    void anUnknownPaymentMethodFails() {
        assertThatThrownBy(() -> authorization("BARTER")).hasMessageContaining("Gateway_PaymentMethod");
    }

    private static TestTrade unconfirmed() {
        BENCH.delegates().say("authorizePayment", STILL_DUE);
        return authorization("CARD").pass("Task_AuthorizePayment");
    }

    private static TestTrade authorization(String paymentMethod) {
        return BENCH.start("payment-authorization", Map.of("paymentMethod", paymentMethod));
    }
}
