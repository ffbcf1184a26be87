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

    private static final ModelEngine ENGINE = new ModelEngine("payment-authorization");

    private static final Map<String, Object> STILL_DUE =
            Map.of("paymentAccepted", false, "confirmationDue", true, "confirmationCheckAt", "2026-12-09T09:00:00Z");

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
    void anAcceptedCardIsAuthorized() {
        var payment = authorization("CARD").run("Task_AuthorizePayment");
        assertThat(payment.declared()).containsExactly("payment AUTHORIZED");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(true);
    }

    @Test
    void aDeclinedCardFailsThePayment() {
        ENGINE.delegates().throwError("authorizePayment", "PAYMENT_DECLINED");
        var payment = authorization("CARD").run("Task_AuthorizePayment");
        assertThat(payment.declared()).containsExactly("payment FAILED (PAYMENT_DECLINED)");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(false);
        assertThat(payment.hasEnded()).isTrue();
    }

    @Test
    void aCardThatNeedsConfirmationWaitsForTheReport() {
        var payment = unconfirmed();
        assertThat(payment.declared()).containsExactly("payment REQUIRES_ACTION");
        assertThat(payment.waiting()).containsExactly("BoundaryEvent_ReportMissed", "confirmation.reported");

        payment.receive("confirmation.reported");
        assertThat(payment.declared())
                .as("a report is no answer: the provider is asked")
                .hasSize(1);

        payment.run("Task_CheckConfirmation");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment REQUIRES_ACTION", "payment AUTHORIZED");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(true);
    }

    @Test
    void withoutAReportTheProviderIsPolled() {
        var payment = unconfirmed();
        ENGINE.delegates().setVariables("checkConfirmation", STILL_DUE);
        payment.run("BoundaryEvent_ReportMissed", "Task_CheckConfirmation");
        assertThat(payment.waiting()).contains("confirmation.reported");

        ENGINE.delegates().setVariables("checkConfirmation", Map.of("confirmationDue", false));
        payment.run("BoundaryEvent_ReportMissed", "Task_CheckConfirmation");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment REQUIRES_ACTION", "payment AUTHORIZED");
    }

    @Test
    void aPaymentWithoutConfirmationFails() {
        ENGINE.delegates().throwError("checkConfirmation", "CONFIRMATION_MISSING");
        var payment = unconfirmed().run("BoundaryEvent_ReportMissed", "Task_CheckConfirmation");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared())
                .containsExactly("payment REQUIRES_ACTION", "payment FAILED (CONFIRMATION_MISSING)");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(false);
    }

    @Test
    void aPaymentThatTheHolderRefusesFails() {
        ENGINE.delegates().throwError("checkConfirmation", "PAYMENT_DECLINED");
        var payment = unconfirmed().receive("confirmation.reported").run("Task_CheckConfirmation");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment REQUIRES_ACTION", "payment FAILED (PAYMENT_DECLINED)");
        assertThat(payment.variable("paymentAccepted")).isEqualTo(false);
    }

    @Test
    void anInvoiceIsAcceptedAndStaysPending() {
        var payment = authorization("INVOICE");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).isEmpty();
        assertThat(payment.variable("paymentAccepted")).isEqualTo(true);
        assertThat(payment.visited()).contains("EndEvent_PaymentDeferred");
    }

    @Test
    void anUnknownPaymentMethodFails() {
        assertThatThrownBy(() -> authorization("BARTER")).hasMessageContaining("Gateway_PaymentMethod");
    }

    private static TestTrade unconfirmed() {
        ENGINE.delegates().setVariables("authorizePayment", STILL_DUE);
        return authorization("CARD").run("Task_AuthorizePayment");
    }

    private static TestTrade authorization(String paymentMethod) {
        return ENGINE.start("payment-authorization", Map.of("paymentMethod", paymentMethod));
    }
}
