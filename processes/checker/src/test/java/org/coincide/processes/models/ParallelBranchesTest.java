package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.coincide.processes.support.CommitBarrier;
import org.coincide.processes.support.ModelEngine;
import org.coincide.processes.support.Models;
import org.coincide.processes.support.OrderVariables;
import org.coincide.processes.support.TestTrade;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two branches of an order that finish in the same instant. Were one of them rolled back because of the other, its task
 * would run again, and with it the call to the payment provider or the carrier.
 */
class ParallelBranchesTest {

    /** From JDK 25 on, the default executor has one thread on a machine with two cores. */
    private static final Executor THREAD_PER_TASK = task -> new Thread(task, "branch").start();

    private static final ModelEngine BENCH = new ModelEngine();

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
    void authorizingAndReservingAtOnceRepeatsNeither() {
        var trade = order("CARD").pass("Task_DecideHold", "Task_OpenPayment");
        assertThat(collisions(trade, "Task_AuthorizePayment", "Task_PlanDelivery"))
                .isEmpty();
        assertThat(trade.waiting())
                .containsExactly("Gateway_BothAnswered", "Gateway_BothAnswered", "cancellation.requested");
    }

    @Test
    void capturingAndDeliveringAtOnceRepeatsNeither() {
        var trade = order("CARD")
                .pass("Task_DecideHold", "Task_OpenPayment", "Task_AuthorizePayment", "Task_PlanDelivery")
                .pass("Gateway_BothAnswered", "Gateway_BothAnswered", "Task_HandOverConsignment")
                .receive("consignment.delivered");
        assertThat(collisions(trade, "Task_CapturePayment", "Event_GoodsDelivered"))
                .isEmpty();
        assertThat(trade.waiting())
                .containsExactly(
                        "Event_CarriageOverdue",
                        "Gateway_BothSettled",
                        "Gateway_BothSettled",
                        "cancellation.requested");
    }

    @Test
    void receivingThePaymentAndDeliveringAtOnceRepeatsNeither() {
        var trade = order("INVOICE").passAll().receive("payment.received").receive("consignment.delivered");
        assertThat(collisions(trade, "EndEvent_PaymentReceived", "Event_GoodsDelivered"))
                .isEmpty();
        assertThat(trade.waiting())
                .containsExactly(
                        "Event_CarriageOverdue",
                        "Gateway_BothSettled",
                        "Gateway_BothSettled",
                        "cancellation.requested");
    }

    @Test
    void twoConsignmentsThatEndAtOnceRepeatNeither() {
        var trade = BENCH.start("order", OrderVariables.facts("consignments", 2))
                .passAll()
                .receive("consignment.delivered")
                .receive("consignment.delivered#2");
        assertThat(collisions(trade, "Event_GoodsDelivered", "Event_GoodsDelivered#2"))
                .isEmpty();
        BENCH.statuses().afterEach(() -> {});
        trade.passAll();
        assertThat(trade.hasEnded()).isTrue();
    }

    /** Shows that the joins' own jobs are what keeps the branches apart, and that these tests would notice. */
    @Test
    void withoutAJobBeforeTheJoinOneBranchWouldRunAgain() {
        var models = Models.all();
        joinAtOnce(models.get("order.bpmn"));
        var deployment = BENCH.deploy(models);
        try {
            var trade = order("CARD").pass("Task_DecideHold", "Task_OpenPayment");
            assertThat(collisions(trade, "Task_AuthorizePayment", "Task_PlanDelivery"))
                    .hasSize(1)
                    .allSatisfy(collision -> assertThat(collision).isInstanceOf(OptimisticLockingException.class));
        } finally {
            BENCH.undeploy(deployment);
        }
    }

    /** Runs both jobs so that neither is written before the other is done; gives what they failed with. */
    private static Stream<Throwable> collisions(TestTrade trade, String oneActivity, String otherActivity) {
        BENCH.statuses().afterEach(new CommitBarrier()::attend);
        var one = CompletableFuture.runAsync(() -> trade.pass(oneActivity), THREAD_PER_TASK);
        var other = CompletableFuture.runAsync(() -> trade.pass(otherActivity), THREAD_PER_TASK);
        return Stream.of(one, other).flatMap(ParallelBranchesTest::failure);
    }

    private static Stream<Throwable> failure(CompletableFuture<?> branch) {
        try {
            branch.join();
            return Stream.empty();
        } catch (CompletionException e) {
            return Stream.of(e.getCause());
        }
    }

    private static void joinAtOnce(BpmnModelInstance order) {
        order.getModelElementsByType(ParallelGateway.class).forEach(gateway -> gateway.setCamundaAsyncBefore(false));
    }

    private static TestTrade order(String paymentMethod) {
        return BENCH.start("order", OrderVariables.facts("paymentMethod", paymentMethod));
    }
}
