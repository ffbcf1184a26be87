package org.coincide.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
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

class DeliveryModelTest {

    private static final ModelBench BENCH = new ModelBench("delivery");

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
    void aConsignmentThatIsHandedOverIsShippedAndThenPaid() {
        var delivery = consignment("CARD").pass("Task_HandOverConsignment");
        assertThat(delivery.said()).containsExactly("delivery SHIPPED");
        assertThat(delivery.waiting()).containsExactly("Task_CapturePayment", "consignment.delivered");

        delivery.pass("Task_CapturePayment");
        assertThat(delivery.said()).containsExactly("delivery SHIPPED", "payment PAID");
    }

    @Test
    void goodsAreDeliveredWhenTheCarrierSaysSo() {
        var delivery = consignment("CARD").pass("Task_HandOverConsignment").receive("consignment.delivered");
        assertThat(delivery.said())
                .as("before the status there is a job: whoever reports is not the one who fails")
                .containsExactly("delivery SHIPPED");

        delivery.pass("Event_GoodsDelivered");
        assertThat(delivery.said()).containsExactly("delivery SHIPPED", "delivery DELIVERED");
    }

    @Test
    void aConsignmentIsThroughWhenItIsPaidAndDelivered() {
        var delivery = consignment("INVOICE")
                .passAll()
                .receive("consignment.delivered")
                .passAll();
        assertThat(delivery.hasEnded()).isFalse();

        delivery.receive("payment.received").passAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said()).containsExactly("delivery SHIPPED", "delivery DELIVERED", "payment PAID");
    }

    @Test
    void aFaultOfTheCarrierIsTriedAgainAfterTwoSeconds() {
        BENCH.delegates().fail("handOverConsignment");
        var delivery = consignment("CARD");
        assertThatThrownBy(() -> delivery.pass("Task_HandOverConsignment")).hasMessageContaining("cannot be reached");
        var job = delivery.job("Task_HandOverConsignment");
        assertThat(job.getRetries()).isEqualTo(5);
        assertThat(job.getDuedate())
                .isBetween(Instant.now().minusSeconds(8), Instant.now().plusSeconds(2));
        assertThat(delivery.said()).isEmpty();
    }

    private static Trade consignment(String paymentMethod) {
        return BENCH.start("delivery", Map.of("consignment", 1L, "paymentMethod", paymentMethod));
    }
}
