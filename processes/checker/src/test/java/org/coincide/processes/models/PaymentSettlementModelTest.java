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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentSettlementModelTest {

    private static final ModelEngine ENGINE = new ModelEngine("payment-settlement");

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
    void aCardIsCapturedOnSettling() {
        var payment = settlement("CARD").run("Task_CapturePayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment PAID");
    }

    @Test
    void anExpiredAuthorizationIsRenewedThenCaptured() {
        ENGINE.delegates().throwError("capturePayment", "AUTHORIZATION_EXPIRED");
        var payment = settlement("CARD").run("Task_CapturePayment");
        assertThat(payment.declared()).containsExactly("payment EXPIRED (AUTHORIZATION_EXPIRED)");

        ENGINE.delegates().reset();
        payment.run("Task_ReauthorizePayment", "Task_CapturePayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared())
                .containsExactly("payment EXPIRED (AUTHORIZATION_EXPIRED)", "payment AUTHORIZED", "payment PAID");
    }

    @Test
    void aCardDeclinedOnRenewalIsPaidOnInvoice() {
        ENGINE.delegates().throwError("capturePayment", "AUTHORIZATION_EXPIRED");
        ENGINE.delegates().throwError("reauthorizePayment", "PAYMENT_DECLINED");
        var payment = settlement("CARD")
                .run("Task_CapturePayment", "Task_ReauthorizePayment", "Task_IssueInvoice")
                .receive("payment.received")
                .run("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared())
                .containsExactly(
                        "payment EXPIRED (AUTHORIZATION_EXPIRED)",
                        "payment FAILED (PAYMENT_DECLINED)",
                        "payment PENDING",
                        "payment PAID");
    }

    @Test
    void aFailingCaptureIsRetriedThenAnIncident() {
        ENGINE.delegates().fail("capturePayment");
        var payment = settlement("CARD");
        var attempts = 0;
        for (; payment.job("Task_CapturePayment").getRetries() > 0; attempts++) {
            assertThatThrownBy(() -> payment.run("Task_CapturePayment")).hasMessageContaining("is unreachable");
        }
        assertThat(attempts)
                .as("once, and once more after each of PT2S,PT10S,PT1M,PT5M,PT30M")
                .isEqualTo(6);
        assertThat(payment.incidents()).containsExactly("Task_CapturePayment");

        ENGINE.delegates().recover("capturePayment");
        payment.run("Task_CapturePayment");
        assertThat(payment.declared()).containsExactly("payment PAID");
    }

    @Test
    void anInvoiceIsIssuedForTheConsignment() {
        var payment = settlement("INVOICE").run("Task_IssueInvoice");
        assertThat(payment.waiting()).contains("payment.received");
        payment.receive("payment.received").run("EndEvent_PaymentReceived");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment PAID");
    }

    @ParameterizedTest
    @CsvSource({"CARD,Task_CapturePayment,capturePayment", "INVOICE,Task_IssueInvoice,issueInvoice"})
    void nothingIsCollectedForAClaimGivenUpBefore(String method, String task, String delegate) {
        ENGINE.delegates().throwError(delegate, "CLAIM_GIVEN_UP");
        var payment = settlement(method).run(task);
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).isEmpty();
    }

    @Test
    void nothingIsAuthorizedForAClaimGivenUpMeanwhile() {
        ENGINE.delegates().throwError("capturePayment", "AUTHORIZATION_EXPIRED");
        ENGINE.delegates().throwError("reauthorizePayment", "CLAIM_GIVEN_UP");
        var payment = settlement("CARD").run("Task_CapturePayment", "Task_ReauthorizePayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment EXPIRED (AUTHORIZATION_EXPIRED)");
    }

    @Test
    void anUnknownPaymentMethodFails() {
        assertThatThrownBy(() -> settlement("BARTER")).hasMessageContaining("Gateway_PaymentMethod");
    }

    private static TestTrade settlement(String paymentMethod) {
        return ENGINE.start("payment-settlement", Map.of("paymentMethod", paymentMethod, "consignment", 1L));
    }
}
