package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.coincide.processes.support.ModelEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentRefundModelTest {

    private static final ModelEngine BENCH = new ModelEngine("payment-refund");

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
    void aReturnIsRefunded() {
        var payment = BENCH.start("payment-refund", Map.of("refund", "R-1")).pass("Task_RefundPayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).containsExactly("payment REFUNDED");
    }

    @Test
    void anUnpaidTradeIsNotRefunded() {
        BENCH.delegates().say("refundPayment", Map.of("paymentRefunded", false));
        var payment = BENCH.start("payment-refund", Map.of()).pass("Task_RefundPayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.said()).isEmpty();
    }
}
