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

    private static final ModelEngine ENGINE = new ModelEngine("delivery");

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
    void aConsignmentThatIsHandedOverIsShippedAndThenPaid() {
        var delivery = consignment("CARD").run("Task_HandOverConsignment");
        assertThat(delivery.declared()).containsExactly("delivery SHIPPED");
        assertThat(delivery.waiting())
                .containsExactly(
                        "Event_CarriageOverdue",
                        "Task_CapturePayment",
                        "attempt.failed",
                        "consignment.delivered",
                        "consignment.lost",
                        "consignment.returned");

        delivery.run("Task_CapturePayment");
        assertThat(delivery.declared()).containsExactly("delivery SHIPPED", "payment PAID");
    }

    @Test
    void goodsAreDeliveredWhenTheCarrierReportsIt() {
        var delivery = consignment("CARD").run("Task_HandOverConsignment").receive("consignment.delivered");
        assertThat(delivery.declared())
                .as("before the status there is a job: whoever reports is not the one who fails")
                .containsExactly("delivery SHIPPED");

        delivery.run("Event_GoodsDelivered");
        assertThat(delivery.declared()).containsExactly("delivery SHIPPED", "delivery DELIVERED");
    }

    @Test
    void aConsignmentEndsWhenItIsPaidAndDelivered() {
        var delivery =
                consignment("INVOICE").runAll().receive("consignment.delivered").runAll();
        assertThat(delivery.hasEnded()).isFalse();

        delivery.receive("payment.received").runAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.declared()).containsExactly("delivery SHIPPED", "delivery DELIVERED", "payment PAID");
    }

    @Test
    void aFailedAttemptIsFollowedByAnother() {
        var delivery = consignment("CARD").runAll().receive("attempt.failed").receive("attempt.failed");
        delivery.receive("consignment.delivered").runAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.declared()).containsExactly("delivery SHIPPED", "payment PAID", "delivery DELIVERED");
    }

    @Test
    void aLostConsignmentIsSentAgainAndPaidOnce() {
        var delivery = consignment("CARD").runAll().receive("consignment.lost").runAll();
        assertThat(delivery.tasks()).containsExactly("Task_DecideOnConsignment");

        delivery.complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "SEND_AGAIN"))
                .runAll()
                .receive("consignment.delivered")
                .runAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.declared())
                .containsExactly(
                        "delivery SHIPPED",
                        "payment PAID",
                        "delivery UNDELIVERABLE (LOST_IN_TRANSIT)",
                        "delivery PREPARING",
                        "delivery SHIPPED",
                        "delivery DELIVERED");
        assertThat(ENGINE.delegates().calls())
                .containsOnlyOnce("capturePayment")
                .containsOnlyOnce("prepareAgain");
    }

    @Test
    void aSecondDispatchWithoutStockIsDecidedAgain() {
        ENGINE.delegates().throwError("prepareAgain", "OUT_OF_STOCK");
        var delivery = consignment("CARD")
                .runAll()
                .receive("consignment.lost")
                .runAll()
                .complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "SEND_AGAIN"))
                .runAll();
        assertThat(delivery.tasks()).containsExactly("Task_DecideOnConsignment");
    }

    @Test
    void aSecondDispatchWithMissingPiecesIsDecidedAgain() {
        var delivery = start("CARD", false, true)
                .complete("Task_PickAndPack", Map.of("pickOutcome", "PICKED"))
                .complete("Task_HandOverParcel", Map.of())
                .runAll()
                .receive("consignment.lost")
                .runAll()
                .complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "SEND_AGAIN"))
                .runAll()
                .complete("Task_PickAndPack", Map.of("pickOutcome", "NOTHING"));
        assertThat(delivery.tasks()).containsExactly("Task_DecideOnConsignment");

        delivery.complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "GIVE_UP"))
                .runAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.declared())
                .endsWith(
                        "delivery PREPARING",
                        "delivery BACKORDERED (AWAITING_SUPPLY)",
                        "payment REFUNDED",
                        "delivery CANCELLED (UNDELIVERABLE)");
    }

    @Test
    void anAbandonedConsignmentIsRefundedThenCancelled() {
        var delivery = consignment("CARD")
                .runAll()
                .receive("consignment.returned")
                .runAll()
                .complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "GIVE_UP"))
                .runAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.declared())
                .containsExactly(
                        "delivery SHIPPED",
                        "payment PAID",
                        "delivery UNDELIVERABLE (RETURNED_TO_SENDER)",
                        "payment REFUNDED",
                        "delivery CANCELLED (UNDELIVERABLE)");
    }

    @Test
    void theInvoiceOfAnAbandonedConsignmentIsWithdrawn() {
        var delivery =
                consignment("INVOICE").runAll().receive("consignment.lost").runAll();
        ENGINE.delegates().setVariables("refundPayment", Map.of("paymentRefunded", false));
        delivery.complete("Task_DecideOnConsignment", Map.of("consignmentDecision", "GIVE_UP"))
                .runAll()
                .receive("invoice.withdrawn")
                .runAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.declared())
                .containsExactly(
                        "delivery SHIPPED",
                        "delivery UNDELIVERABLE (LOST_IN_TRANSIT)",
                        "delivery CANCELLED (UNDELIVERABLE)");
    }

    @Test
    void aRecalledConsignmentIsCancelledAndNotSent() {
        var delivery = consignment("CARD").receive("consignment.recalled").runAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(delivery.declared()).containsExactly("delivery CANCELLED");
        assertThat(ENGINE.delegates().calls()).isEmpty();
    }

    @Test
    void anUnsentConsignmentIsNotPaid() {
        var delivery = start("CARD", true, true)
                .receive("stock.arrived")
                .runAll()
                .complete("Task_PickAndPack", Map.of("pickOutcome", "NOTHING"))
                .runAll();
        assertThat(delivery.hasEnded()).isTrue();
        assertThat(ENGINE.delegates().calls()).isEmpty();
    }

    @Test
    void anOverdueCarrierIsReviewedWhileItDelivers() {
        var delivery = consignment("CARD").runAll().run("Event_CarriageOverdue");
        assertThat(delivery.tasks()).containsExactly("Task_ReviewCarriage");

        delivery.receive("consignment.delivered").runAll();
        assertThat(delivery.hasEnded())
                .as("nobody has to close a review of what has arrived")
                .isTrue();
    }

    @Test
    void aReviewThatIsDoneChangesNothing() {
        var delivery = consignment("CARD").runAll().run("Event_CarriageOverdue");
        delivery.complete("Task_ReviewCarriage", Map.of());
        assertThat(delivery.hasEnded()).isFalse();
        assertThat(delivery.declared()).containsExactly("delivery SHIPPED", "payment PAID");
    }

    @Test
    void aFailedHandOverIsRetriedAfterTwoSeconds() {
        ENGINE.delegates().fail("handOverConsignment");
        var delivery = consignment("CARD");
        assertThatThrownBy(() -> delivery.run("Task_HandOverConsignment")).hasMessageContaining("is unreachable");
        var job = delivery.job("Task_HandOverConsignment");
        assertThat(job.getRetries()).isEqualTo(5);
        assertThat(job.getDuedate())
                .isBetween(Instant.now().minusSeconds(8), Instant.now().plusSeconds(2));
        assertThat(delivery.declared()).isEmpty();
    }

    private static TestTrade consignment(String paymentMethod) {
        return start(paymentMethod, false, false);
    }

    private static TestTrade start(String paymentMethod, boolean backordered, boolean byHand) {
        return ENGINE.start(
                "delivery",
                Map.of(
                        "consignment", 1L,
                        "paymentMethod", paymentMethod,
                        "backordered", backordered,
                        "byHand", byHand,
                        "claimWithdrawn", false));
    }
}
