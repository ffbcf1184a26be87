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
    void reservedStockIsPrepared() {
        var delivery = step("RESERVE").pass("Task_ReserveStock");
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said()).containsExactly("delivery PREPARING");
        assertThat(delivery.variable("stockReserved")).isEqualTo(true);
    }

    @Test
    void missingStockCancelsTheDelivery() {
        BENCH.delegates().refuse("reserveStock", "OUT_OF_STOCK");
        var delivery = step("RESERVE").pass("Task_ReserveStock");
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said()).containsExactly("delivery CANCELLED (OUT_OF_STOCK)");
        assertThat(delivery.variable("stockReserved")).isEqualTo(false);
    }

    @Test
    void aConsignmentThatIsHandedOverIsShipped() {
        var delivery = step("SHIP").pass("Task_HandOverConsignment");
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said()).containsExactly("delivery SHIPPED");
    }

    @Test
    void goodsAreDeliveredWhenTheCarrierSaysSo() {
        var delivery = step("DELIVER");
        assertThat(delivery.waiting()).containsExactly("consignment.delivered");

        delivery.receive("consignment.delivered");
        assertThat(delivery.said())
                .as("before the status there is a job: whoever reports is not the one who fails")
                .isEmpty();

        delivery.pass("EndEvent_GoodsDelivered");
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said()).containsExactly("delivery DELIVERED");
    }

    @Test
    void reservedStockIsReleased() {
        var delivery = releasing(true).pass("Task_ReleaseStock");
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said()).containsExactly("delivery CANCELLED");
    }

    @Test
    void stockThatWasNeverReservedIsNotReleased() {
        var delivery = releasing(false);
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said()).isEmpty();
        assertThat(BENCH.delegates().calls()).isEmpty();
    }

    @Test
    void aStepThatTheModelDoesNotKnowIsRefusedAloud() {
        assertThatThrownBy(() -> step("TELEPORT")).hasMessageContaining("Gateway_WhichStep");
    }

    @Test
    void aFaultOfTheCarrierIsTriedAgainAfterTwoSeconds() {
        BENCH.delegates().fail("handOverConsignment");
        var delivery = step("SHIP");
        assertThatThrownBy(() -> delivery.pass("Task_HandOverConsignment")).hasMessageContaining("cannot be reached");
        var job = delivery.job("Task_HandOverConsignment");
        assertThat(job.getRetries()).isEqualTo(5);
        assertThat(job.getDuedate())
                .isBetween(Instant.now().minusSeconds(8), Instant.now().plusSeconds(2));
        assertThat(delivery.said()).isEmpty();
    }

    private static Trade step(String deliveryStep) {
        return BENCH.start("delivery", Map.of("deliveryStep", deliveryStep));
    }

    private static Trade releasing(boolean stockReserved) {
        return BENCH.start("delivery", Map.of("deliveryStep", "RELEASE", "stockReserved", stockReserved));
    }
}
