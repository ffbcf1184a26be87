package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
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
 * Two branches of an order that end at the same time. A rollback of one of them would repeat its task, and so a call of the payment
 * provider or the carrier.
 */
class ParallelBranchesTest {

    /** From JDK 25 on, the default executor has one thread on a machine with two cores. */
    private static final Executor THREAD_PER_TASK = task -> new Thread(task, "branch").start();

    private static final ModelEngine ENGINE = new ModelEngine();

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
    void capturingAndDeliveringAtOnceRepeatsNeither() {
        var trade = order("CARD")
                .run("Task_DecideHold", "Task_AuthorizePayment", "Task_HandOverConsignment")
                .receive("consignment.delivered");
        assertThat(collisions(trade, "Task_CapturePayment", "Event_GoodsDelivered"))
                .isEmpty();
        assertThat(trade.waiting())
                .containsExactly("CallActivity_SettlePayment", "Event_CarriageOverdue", "cancellation.requested");
    }

    @Test
    void receivingThePaymentAndDeliveringAtOnceRepeatsNeither() {
        var trade = order("INVOICE").runAll().receive("payment.received").receive("consignment.delivered");
        assertThat(collisions(trade, "EndEvent_PaymentReceived", "Event_GoodsDelivered"))
                .isEmpty();
        assertThat(trade.waiting())
                .containsExactly("CallActivity_SettlePayment", "Event_CarriageOverdue", "cancellation.requested");
    }

    /** The jobs in which consignments end call no partner. The server's lock of the trade lets them end one after the other. */
    @Test
    void twoConsignmentsThatEndAtOnceRepeatNoCall() {
        var trade = ENGINE.start("order", OrderVariables.facts("consignments", 2))
                .runAll()
                .receive("consignment.delivered")
                .receive("consignment.delivered#2");
        var called = ENGINE.delegates().calls();
        assertThat(collisions(trade, "Event_GoodsDelivered", "Event_GoodsDelivered#2"))
                .allSatisfy(collision -> assertThat(collision).isInstanceOf(OptimisticLockingException.class));
        assertThat(ENGINE.delegates().calls()).isEqualTo(called);
        ENGINE.statuses().afterEach(() -> {});
        trade.runAll();
        assertThat(trade.hasEnded()).isTrue();
    }

    /** Proves that these tests detect a branch that ends without a job of its own. */
    @Test
    void withoutAJobBeforeTheJoinOneBranchIsRepeated() {
        var models = Models.all();
        joinWithinTheCall(models.get("delivery.bpmn"));
        var deployment = ENGINE.deploy(models);
        try {
            var trade = order("CARD")
                    .run("Task_DecideHold", "Task_AuthorizePayment", "Task_HandOverConsignment")
                    .receive("consignment.delivered");
            assertThat(collisions(trade, "Task_CapturePayment", "Event_GoodsDelivered"))
                    .hasSize(1)
                    .allSatisfy(collision -> assertThat(collision).isInstanceOf(OptimisticLockingException.class));
        } finally {
            ENGINE.undeploy(deployment);
        }
    }

    /** Runs both jobs so that neither is committed before the other is done; returns their failures. */
    private static Stream<Throwable> collisions(TestTrade trade, String oneActivity, String otherActivity) {
        ENGINE.statuses().afterEach(new CommitBarrier()::register);
        var one = CompletableFuture.runAsync(() -> trade.run(oneActivity), THREAD_PER_TASK);
        var other = CompletableFuture.runAsync(() -> trade.run(otherActivity), THREAD_PER_TASK);
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

    private static void joinWithinTheCall(BpmnModelInstance delivery) {
        delivery.getModelElementsByType(CallActivity.class).forEach(call -> call.setCamundaAsyncAfter(false));
    }

    private static TestTrade order(String paymentMethod) {
        return ENGINE.start("order", OrderVariables.facts("paymentMethod", paymentMethod));
    }
}
