package org.coincide.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.coincide.processes.support.Change.condition;
import static org.coincide.processes.support.Change.cut;
import static org.coincide.processes.support.Change.say;
import static org.coincide.processes.support.Change.silence;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.coincide.processes.checks.contract.Status;
import org.coincide.processes.support.Change;
import org.coincide.processes.support.ModelBench;
import org.coincide.processes.support.Models;
import org.coincide.processes.support.PathWalk;
import org.coincide.processes.support.StatusJudge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The three models composed: no path of theirs may say what the contract forbids, and every end must close the trade. */
class LegalPathsTest {

    private static final ModelBench BENCH = new ModelBench();

    /** The models as they are, every kind of order. */
    private static List<PathWalk> walks;

    @BeforeAll
    static void walk() {
        var orders =
                Stream.of(order(true, "CARD"), order(true, "INVOICE"), order(false, "CARD"), order(false, "INVOICE"));
        walks = onTheBench(Models.all(), () -> orders.map(order -> PathWalk.whole(BENCH, order))
                .toList());
    }

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void everyPathIsLegalAndEndsClosed() {
        assertThat(walks.stream().flatMap(walk -> walk.objections().stream())).isEmpty();
    }

    /** A walk that left something out would prove nothing of it. */
    @Test
    void theWalkComesByEveryElementOfEveryModel() {
        var elements = Models.all().values().stream()
                .flatMap(model -> model.getModelElementsByType(FlowNode.class).stream())
                .map(FlowNode::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(walks.stream().flatMap(walk -> walk.activities().stream())).containsAll(elements);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aModelThatIsBrokenIsFound(String mistake, Change change, String objection) {
        var models = Models.all();
        change.apply(models);
        assertThat(onTheBench(models, () -> PathWalk.untilAnObjection(BENCH, order(true, "CARD"))
                        .objections()))
                .singleElement(STRING)
                .startsWith(objection);
    }

    static Stream<Arguments> aModelThatIsBrokenIsFound() {
        return Stream.of(
                arguments(
                        "a card is paid on authorization, and again on capture",
                        say("payment.bpmn", "EndEvent_PaymentAuthorized", "trading.payment", "PAID"),
                        "payment may not become PAID from PAID"),
                arguments(
                        "an order is started that was never accepted",
                        silence("order.bpmn", "Event_OrderAccepted", "trading.order"),
                        "order may not become IN_PROGRESS from RECEIVED"),
                arguments(
                        "an order is completed before its goods are known to have arrived",
                        silence("delivery.bpmn", "EndEvent_GoodsDelivered", "trading.delivery"),
                        "COMPLETED with"),
                arguments(
                        "a voided authorization is told to nobody",
                        silence("payment.bpmn", "EndEvent_PaymentVoided", "trading.payment"),
                        "ends without being closed"),
                arguments(
                        "an order ends and nobody is told",
                        silence("order.bpmn", "EndEvent_OrderCompleted", "trading.order"),
                        "ends without being closed"),
                arguments(
                        "stock is released that was never reserved",
                        condition("delivery.bpmn", "Flow_StockReserved_ReleaseStock", "${!stockReserved}")
                                .and(condition(
                                        "delivery.bpmn", "Flow_StockReserved_NothingReserved", "${stockReserved}")),
                        "delivery may not become CANCELLED from CANCELLED"),
                arguments(
                        "a join waits for a branch that never starts",
                        cut("order.bpmn", "Flow_SettleBoth_DeliverGoods"),
                        "is stuck in"),
                arguments(
                        "a decision asks for what nobody knows",
                        condition("order.bpmn", "Flow_WithinLimit_OrderAccepted", "${creditworthy}"),
                        "cannot go on: Unknown property used in expression: ${creditworthy}"));
    }

    @ParameterizedTest
    @MethodSource
    void theJudgeObjects(String said, String objection) {
        var statuses = Stream.of(said.split(", ")).map(LegalPathsTest::status).toList();
        assertThat(StatusJudge.objection(statuses))
                .hasValueSatisfying(text -> assertThat(text).startsWith(objection));
    }

    static Stream<Arguments> theJudgeObjects() {
        return Stream.of(
                arguments("payment FAILED, payment PAID", "payment may not become PAID from FAILED"),
                arguments("delivery PREPARING, delivery PREPARING", "delivery may not become PREPARING from PREPARING"),
                arguments("delivery PREPARING, delivery SHIPPED", "delivery SHIPPED of an order that is RECEIVED"),
                arguments("order ACCEPTED, order IN_PROGRESS, order COMPLETED", "COMPLETED with"),
                arguments("order REJECTED, payment VOIDED", "payment VOIDED after the trade was closed"),
                arguments("order ON_HOLD", "this judge cannot follow order ON_HOLD"));
    }

    private static Status status(String text) {
        return new Status(text.split(" ")[0], text.split(" ")[1], null);
    }

    private static <T> T onTheBench(Map<String, BpmnModelInstance> models, Supplier<T> walk) {
        var deployment = BENCH.deploy(models);
        try {
            return walk.get();
        } finally {
            BENCH.undeploy(deployment);
        }
    }

    private static Map<String, Object> order(boolean withinLimit, String paymentMethod) {
        return Map.of("withinLimit", withinLimit, "paymentMethod", paymentMethod);
    }
}
