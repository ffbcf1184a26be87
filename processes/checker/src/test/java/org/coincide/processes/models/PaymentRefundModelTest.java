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

    private static final ModelEngine ENGINE = new ModelEngine("payment-refund");

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
    void aReturnIsRefunded() {
        var payment = ENGINE.start("payment-refund", Map.of("refund", "R-1")).run("Task_RefundPayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).containsExactly("payment REFUNDED");
    }

    @Test
    void anUnpaidTradeIsNotRefunded() {
        ENGINE.delegates().setVariables("refundPayment", Map.of("paymentRefunded", false));
        var payment = ENGINE.start("payment-refund", Map.of()).run("Task_RefundPayment");
        assertThat(payment.hasEnded()).isTrue();
        assertThat(payment.declared()).isEmpty();
    }
}
