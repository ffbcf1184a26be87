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

    private static final ModelEngine BENCH = new ModelEngine("payment-reversal");

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
    void withoutACaptureThePaymentIsVoided() {
        var payment = undone(false, true);
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment VOIDED");
        assertThat(BENCH.delegates().calls()).containsExactly("undoPayment");
    }

    @Test
    void aCaptureIsReportedAndThenRefunded() {
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

    private static TestTrade undone(boolean captured, boolean open) {
        BENCH.delegates().say("undoPayment", Map.of("paymentCaptured", captured, "paymentOpen", open));
        return BENCH.start("payment-reversal", Map.of()).pass("Task_UndoPayment");
    }
}
