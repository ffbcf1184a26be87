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

class ReturnModelTest {

    private static final ModelEngine ENGINE = new ModelEngine("return");

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
    void returnedGoodsAreBookedAndRefunded() {
        var goods = aReturn(true);
        assertThat(goods.tasks()).containsExactly("Task_ReceiveGoods");

        goods.complete("Task_ReceiveGoods", Map.of("receivedPieces", 2L, "receivedCondition", "GOOD"))
                .run("Task_BookReturnedGoods", "Task_RefundPayment");
        assertThat(goods.hasEnded()).isTrue();
        assertThat(goods.declared()).containsExactly("delivery RETURNED", "payment REFUNDED");
    }

    @Test
    void eachLineIsATaskOfItsOwn() {
        var goods = ENGINE.start(
                "return",
                Map.of("returnDecided", true, "returnLines", 2, "returnNumber", "R-1", "refund", "return/R-1"));
        assertThat(goods.tasks()).containsExactly("Task_ReceiveGoods", "Task_ReceiveGoods");
    }

    @Test
    void aPersonMayAcceptAReturn() {
        var goods = aReturn(false);
        assertThat(goods.tasks()).containsExactly("Task_DecideReturn");

        goods.complete("Task_DecideReturn", Map.of("returnAccepted", true));
        assertThat(goods.tasks()).containsExactly("Task_ReceiveGoods");
    }

    @Test
    void aReturnThatIsNotAcceptedIsRefusedAndChangesNothing() {
        var goods = aReturn(false)
                .complete("Task_DecideReturn", Map.of("returnAccepted", false))
                .run("Task_RefuseReturn");
        assertThat(goods.hasEnded()).isTrue();
        assertThat(goods.declared()).isEmpty();
    }

    @Test
    void withoutArrivedGoodsNothingIsRefunded() {
        ENGINE.delegates().setVariables("bookReturnedGoods", Map.of("goodsReturned", false));
        var goods = aReturn(true)
                .complete("Task_ReceiveGoods", Map.of("receivedPieces", 0L))
                .run("Task_BookReturnedGoods", "Task_RefuseReturn");
        assertThat(goods.hasEnded()).isTrue();
        assertThat(goods.declared()).isEmpty();
        assertThat(ENGINE.delegates().calls()).doesNotContain("refundPayment");
    }

    @Test
    void anOverdueDecisionEscalatesUntilItIsMade() {
        var goods = aReturn(false).run("BoundaryEvent_DecisionOverdue");
        assertThat(goods.tasks()).containsExactlyInAnyOrder("Task_DecideReturn", "Task_ExpediteDecision");

        goods.complete("Task_DecideReturn", Map.of("returnAccepted", true));
        assertThat(goods.tasks()).as("the escalation ends with the decision").containsExactly("Task_ReceiveGoods");
    }

    @Test
    void expeditingADecisionLeavesItOpen() {
        var goods = aReturn(false).run("BoundaryEvent_DecisionOverdue").complete("Task_ExpediteDecision", Map.of());
        assertThat(goods.tasks()).containsExactly("Task_DecideReturn");
    }

    @Test
    void overdueGoodsEndTheReturn() {
        ENGINE.delegates().setVariables("bookReturnedGoods", Map.of("goodsReturned", false));
        var goods = aReturn(true).run("BoundaryEvent_GoodsOverdue").run("Task_BookReturnedGoods", "Task_RefuseReturn");
        assertThat(goods.hasEnded()).isTrue();
        assertThat(goods.declared()).isEmpty();
    }

    @Test
    void receivedGoodsAreRefundedWhenTheRestIsOverdue() {
        var goods = aReturn(true).run("BoundaryEvent_GoodsOverdue").run("Task_BookReturnedGoods", "Task_RefundPayment");
        assertThat(goods.hasEnded()).isTrue();
        assertThat(goods.declared()).containsExactly("delivery RETURNED", "payment REFUNDED");
    }

    private static TestTrade aReturn(boolean decided) {
        return ENGINE.start(
                "return",
                Map.of("returnDecided", decided, "returnLines", 1, "returnNumber", "R-1", "refund", "return/R-1"));
    }
}
