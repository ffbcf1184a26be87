package org.coincide.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.coincide.processes.support.ModelBench;
import org.coincide.processes.support.Trade;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentModelTest {

    private static final ModelBench BENCH = new ModelBench("payment");

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = BENCH.coverage();

    private Deployment deployment;

    @BeforeEach
    void deploy() {
        deployment = BENCH.deployModels();
    }

    @AfterEach
    void undeploy() {
        BENCH.undeploy(deployment);
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
    void anInvoiceIsPaidWhenTheBankSaysSo() {
        var payment = step("SETTLE", "INVOICE").pass("Task_IssueInvoice");
        assertThat(payment.waiting()).containsExactly("payment.received");
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
    void anAuthorizationIsVoided() {
        var payment = voiding("CARD", true).pass("Task_VoidPayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment VOIDED");
    }

    @Test
    void aDeclinedCardHasNothingToVoid() {
        var payment = voiding("CARD", false);
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).isEmpty();
        assertThat(BENCH.delegates().calls()).isEmpty();
    }

    @Test
    void anInvoiceNeedsNoProviderToBeVoided() {
        var payment = voiding("INVOICE", true);
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment VOIDED");
        assertThat(BENCH.delegates().calls()).isEmpty();
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

    private static Trade step(String paymentStep, String paymentMethod) {
        return BENCH.start("payment", Map.of("paymentStep", paymentStep, "paymentMethod", paymentMethod));
    }

    private static Trade voiding(String paymentMethod, boolean paymentAccepted) {
        return BENCH.start(
                "payment",
                Map.of("paymentStep", "VOID", "paymentMethod", paymentMethod, "paymentAccepted", paymentAccepted));
    }
}
