package org.coincide.processes;

import static org.assertj.core.api.Assertions.assertThat;

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

class OrderModelTest {

    private static final ModelBench BENCH = new ModelBench("order");

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
    void anOrderByCardIsCompletedOnceItIsPaidAndDelivered() {
        var trade = order("CARD")
                .pass("StartEvent_OrderReceived", "Task_AuthorizePayment", "Task_PlanDelivery")
                .pass("Gateway_BothAnswered", "Gateway_BothAnswered")
                .pass("Task_HandOverConsignment", "Task_CapturePayment", "Gateway_BothSettled")
                .receive("consignment.delivered")
                .pass("Event_GoodsDelivered", "Gateway_BothSettled", "CallActivity_DeliverConsignments")
                .pass("Task_VoidRemainder");
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "payment AUTHORIZED",
                        "delivery PREPARING",
                        "order IN_PROGRESS",
                        "delivery SHIPPED",
                        "payment PAID",
                        "delivery DELIVERED",
                        "payment VOIDED",
                        "order COMPLETED");
    }

    @Test
    void anOrderByInvoiceIsCompletedOnceItIsDeliveredAndPaid() {
        var trade = order("INVOICE").passAll();
        assertThat(trade.waiting()).contains("consignment.delivered", "payment.received");

        trade.receive("consignment.delivered")
                .passAll()
                .receive("payment.received")
                .passAll();

        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "delivery PREPARING",
                        "order IN_PROGRESS",
                        "delivery SHIPPED",
                        "delivery DELIVERED",
                        "payment PAID",
                        "payment VOIDED",
                        "order COMPLETED");
    }

    @Test
    void anOrderOverTheLimitIsRejectedAndNothingElseHappens() {
        var trade = BENCH.start("order", Map.of("withinLimit", false, "paymentMethod", "CARD"))
                .passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said()).containsExactly("order REJECTED (LIMIT_EXCEEDED)");
        assertThat(BENCH.delegates().calls()).isEmpty();
    }

    @Test
    void aDeclinedCardCancelsTheOrderAndGivesTheStockBack() {
        BENCH.delegates().refuse("authorizePayment", "PAYMENT_DECLINED");
        var trade = order("CARD")
                .pass("StartEvent_OrderReceived", "Task_AuthorizePayment", "Task_PlanDelivery")
                .passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "payment FAILED (PAYMENT_DECLINED)",
                        "delivery PREPARING",
                        "order CANCELLING (PAYMENT_DECLINED)",
                        "delivery CANCELLED",
                        "order CANCELLED");
        assertThat(BENCH.delegates().calls()).containsExactly("authorizePayment", "planDelivery", "releaseDelivery");
    }

    @Test
    void missingStockCancelsTheOrderAndVoidsTheAuthorizationThatCameFirst() {
        BENCH.delegates().refuse("planDelivery", "OUT_OF_STOCK");
        var trade = order("CARD")
                .pass("StartEvent_OrderReceived", "Task_AuthorizePayment", "Task_PlanDelivery")
                .passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "payment AUTHORIZED",
                        "delivery CANCELLED (OUT_OF_STOCK)",
                        "order CANCELLING (OUT_OF_STOCK)",
                        "payment VOIDED",
                        "order CANCELLED");
    }

    @Test
    void missingStockCancelsTheOrderAndVoidsTheAuthorizationThatCameLater() {
        BENCH.delegates().refuse("planDelivery", "OUT_OF_STOCK");
        var trade = order("CARD")
                .pass("StartEvent_OrderReceived", "Task_PlanDelivery", "Gateway_BothAnswered")
                .pass("Task_AuthorizePayment")
                .passAll();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "delivery CANCELLED (OUT_OF_STOCK)",
                        "payment AUTHORIZED",
                        "order CANCELLING (OUT_OF_STOCK)",
                        "payment VOIDED",
                        "order CANCELLED");
        assertThat(BENCH.delegates().calls())
                .containsExactlyInAnyOrder("planDelivery", "authorizePayment", "undoPayment");
    }

    @Test
    void anInvoiceForMissingStockIsNoLongerDue() {
        BENCH.delegates().refuse("planDelivery", "OUT_OF_STOCK");
        var trade = order("INVOICE").passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said())
                .containsExactly(
                        "order ACCEPTED",
                        "delivery CANCELLED (OUT_OF_STOCK)",
                        "order CANCELLING (OUT_OF_STOCK)",
                        "payment VOIDED",
                        "order CANCELLED");
    }

    @Test
    void aDeclinedCardForMissingStockLeavesNothingToUndo() {
        BENCH.delegates().say("undoPayment", Map.of("paymentCaptured", false, "paymentOpen", false));
        BENCH.delegates().refuse("authorizePayment", "PAYMENT_DECLINED");
        BENCH.delegates().refuse("planDelivery", "OUT_OF_STOCK");
        var trade = order("CARD").passAll();
        assertThat(trade.hasEnded()).isTrue();
        assertThat(trade.said()).endsWith("order CANCELLING (OUT_OF_STOCK)", "order CANCELLED");
        assertThat(BENCH.delegates().calls())
                .containsExactlyInAnyOrder("authorizePayment", "planDelivery", "undoPayment");
    }

    @Test
    void whatACalledStepDoesStandsUnderTheTradingIdentifier() {
        var trade = order("CARD").pass("StartEvent_OrderReceived");
        assertThat(trade.waiting()).containsExactly("Task_AuthorizePayment", "Task_PlanDelivery");
    }

    private static Trade order(String paymentMethod) {
        return BENCH.start("order", Map.of("withinLimit", true, "paymentMethod", paymentMethod));
    }
}
