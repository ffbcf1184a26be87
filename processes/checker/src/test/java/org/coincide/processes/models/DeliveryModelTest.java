package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.coincide.processes.support.ModelEngine;
import org.coincide.processes.support.TestTrade;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryModelTest {

    private static final ModelEngine BENCH = new ModelEngine("delivery");

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
    void aConsignmentThatIsHandedOverIsShippedAndThenPaid() {
        var delivery = consignment("CARD").pass("Task_HandOverConsignment");
        assertThat(delivery.said()).containsExactly("delivery SHIPPED");
        assertThat(delivery.waiting())
                .containsExactly(
                        "Event_CarriageOverdue",
                        "Task_CapturePayment",
                        "attempt.failed",
                        "consignment.delivered",
                        "consignment.lost",
                        "consignment.returned");

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
    void aFailedAttemptIsFollowedByAnother() {
        var delivery = consignment("CARD").passAll().receive("attempt.failed").receive("attempt.failed");
        delivery.receive("consignment.delivered").passAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said()).containsExactly("delivery SHIPPED", "payment PAID", "delivery DELIVERED");
    }

    @Test
    void aConsignmentThatIsLostIsSentAgainAndPaidOnce() {
        var delivery = consignment("CARD").passAll().receive("consignment.lost").passAll();
        assertThat(delivery.tasks()).containsExactly("Task_DecideOnConsignment");

        delivery.complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "SEND_AGAIN"))
                .passAll()
                .receive("consignment.delivered")
                .passAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said())
                .containsExactly(
                        "delivery SHIPPED",
                        "payment PAID",
                        "delivery UNDELIVERABLE (LOST_IN_TRANSIT)",
                        "delivery PREPARING",
                        "delivery SHIPPED",
                        "delivery DELIVERED");
        assertThat(BENCH.delegates().calls()).containsOnlyOnce("capturePayment").containsOnlyOnce("prepareAgain");
    }

    @Test
    void whatCannotBeSentAgainForWantOfStockIsDecidedOnceMore() {
        BENCH.delegates().refuse("prepareAgain", "OUT_OF_STOCK");
        var delivery = consignment("CARD")
                .passAll()
                .receive("consignment.lost")
                .passAll()
                .complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "SEND_AGAIN"))
                .passAll();
        assertThat(delivery.tasks()).containsExactly("Task_DecideOnConsignment");
    }

    @Test
    void aConsignmentThatIsGivenUpIsRefundedBeforeItIsCancelled() {
        var delivery = consignment("CARD")
                .passAll()
                .receive("consignment.returned")
                .passAll()
                .complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "GIVE_UP"))
                .passAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said())
                .containsExactly(
                        "delivery SHIPPED",
                        "payment PAID",
                        "delivery UNDELIVERABLE (RETURNED_TO_SENDER)",
                        "payment REFUNDED",
                        "delivery CANCELLED (UNDELIVERABLE)");
    }

    @Test
    void aConsignmentOfAnInvoiceThatIsGivenUpIsAwaitedNoLonger() {
        var delivery =
                consignment("INVOICE").passAll().receive("consignment.lost").passAll();
        BENCH.delegates().say("refundPayment", Map.of("paymentRefunded", false));
        delivery.complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "GIVE_UP"))
                .passAll()
                .receive("invoice.withdrawn")
                .passAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said())
                .containsExactly(
                        "delivery SHIPPED",
                        "delivery UNDELIVERABLE (LOST_IN_TRANSIT)",
                        "delivery CANCELLED (UNDELIVERABLE)");
    }

    @Test
    void aRecalledConsignmentIsCancelledAndNotSent() {
        var delivery = consignment("CARD").receive("consignment.recalled").passAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.said()).containsExactly("delivery CANCELLED");
        assertThat(BENCH.delegates().calls()).isEmpty();
    }

    @Test
    void aConsignmentThatIsNotSentIsNotPaid() {
        var delivery = start("CARD", true, true)
                .receive("stock.arrived")
                .passAll()
                .complete("Task_PickAndPack", Map.of("pickOutcome", "NOTHING"))
                .passAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(BENCH.delegates().calls()).isEmpty();
    }

    @Test
    void aCarrierThatTakesLongIsReviewedAndTheConsignmentGoesOn() {
        var delivery = consignment("CARD").passAll().pass("Event_CarriageOverdue");
        assertThat(delivery.tasks()).containsExactly("Task_ReviewCarriage");

        delivery.receive("consignment.delivered").passAll();
        assertThat(delivery.hasEnded())
                .as("nobody has to close a review of what has arrived")
                .isTrue();
    }

    @Test
    void aReviewThatIsDoneChangesNothing() {
        var delivery = consignment("CARD").passAll().pass("Event_CarriageOverdue");
        delivery.complete("Task_ReviewCarriage", Map.of());
        assertThat(delivery.hasEnded()).isFalse();
        assertThat(delivery.said()).containsExactly("delivery SHIPPED", "payment PAID");
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

    private static TestTrade consignment(String paymentMethod) {
        return start(paymentMethod, false, false);
    }

    private static TestTrade start(String paymentMethod, boolean backordered, boolean byHand) {
        return BENCH.start(
                "delivery",
                Map.of(
                        "consignment", 1L,
                        "paymentMethod", paymentMethod,
                        "backordered", backordered,
                        "byHand", byHand,
                        "claimWithdrawn", false));
    }
}
