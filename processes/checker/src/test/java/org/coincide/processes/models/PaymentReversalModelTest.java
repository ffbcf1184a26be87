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

class PaymentReversalModelTest {

    private static final ModelEngine ENGINE = new ModelEngine("payment-reversal");

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
    void withoutACaptureThePaymentIsVoided() {
        var payment = undone(false, true);
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment VOIDED");
        assertThat(ENGINE.delegates().calls()).containsExactly("reversePayment");
    }

    @Test
    void aCaptureIsReportedAndThenRefunded() {
        var payment = undone(true, true).run("Task_RefundPayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment PAID", "payment REFUNDED");
    }

    @Test
    void aDeclinedCardHasNothingToUndo() {
        var payment = undone(false, false);
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).isEmpty();
    }

    private static TestTrade undone(boolean captured, boolean open) {
        ENGINE.delegates().setVariables("reversePayment", Map.of("paymentCaptured", captured, "paymentOpen", open));
        return ENGINE.start("payment-reversal", Map.of()).run("Task_ReversePayment");
    }
}
