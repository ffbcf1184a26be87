package org.coincide.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.processes.support.Change.condition;
import static org.coincide.processes.support.Change.cut;
import static org.coincide.processes.support.Change.say;
import static org.coincide.processes.support.Change.silence;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.coincide.processes.checks.paths.Objection;
import org.coincide.processes.checks.paths.Walk;
import org.coincide.processes.checks.paths.Walked;
import org.coincide.processes.support.Change;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The models composed: no path of theirs may say what the contract forbids, and every end must close the trade. */
class LegalPathsTest {

    private static final int MOST_STATES = 500_000;
    private static final int MOST_OBJECTIONS = 20;

    /** The models as they are. */
    private static final Walked WALKED = walked(Models.all());

    @Test
    void everyPathIsLegalAndEndsClosed() {
        assertThat(WALKED.objections()).isEmpty();
        assertThat(WALKED.capped()).isFalse();
    }

    /** A walk that left something out would prove nothing of it. */
    @Test
    void theWalkComesByEveryElementOfEveryModel() {
        var elements = Models.all().values().stream()
                .flatMap(model -> model.getModelElementsByType(FlowNode.class).stream())
                .filter(LegalPathsTest::isPassed)
                .map(FlowNode::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(WALKED.elements()).containsAll(elements);
    }

    /** An event sub-process is passed by its parts; where a compensation is attached nothing passes, it only names a handler. */
    private static boolean isPassed(FlowNode node) {
        return !(node instanceof SubProcess)
                        && node.getChildElementsByType(CompensateEventDefinition.class)
                                .isEmpty()
                || node instanceof ThrowEvent;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aModelThatIsBrokenIsFound(String mistake, Change change, String objection) {
        var models = Models.all();
        change.apply(models);
        var walked = Walk.until(objection, Models.with(models), MOST_STATES);
        assertThat(walked.objections()).extracting(Objection::text).anySatisfy(text -> assertThat(text)
                .startsWith(objection));
    }

    static Stream<Arguments> aModelThatIsBrokenIsFound() {
        return Stream.of(
                arguments(
                        "a card is paid on authorization, and again on capture",
                        say("payment.bpmn", "EndEvent_PaymentAuthorized", "trading.payment", "PAID"),
                        "payment of one part may not become PAID from PAID"),
                arguments(
                        "an order is started that was never accepted",
                        silence("order.bpmn", "Event_OrderAccepted", "trading.order"),
                        "order may not become IN_PROGRESS from RECEIVED"),
                arguments(
                        "an order ends before its goods are known to have arrived",
                        silence("delivery.bpmn", "Event_GoodsDelivered", "trading.delivery"),
                        "ends without being closed"),
                arguments(
                        "an order is completed before its money is known to have come",
                        silence("payment.bpmn", "EndEvent_PaymentCaptured", "trading.payment")
                                .and(silence("payment.bpmn", "EndEvent_RemainderVoided", "trading.payment")),
                        "COMPLETED with"),
                arguments(
                        "an order of which something is delivered is cancelled",
                        condition("order.bpmn", "Flow_AnythingDelivered_ClosePayment", "${!anythingDelivered}")
                                .and(condition(
                                        "order.bpmn",
                                        "Flow_AnythingDelivered_DeliveryFoundAbandoned",
                                        "${anythingDelivered}")),
                        "delivery may not become CANCELLED from DELIVERED"),
                arguments(
                        "a voided authorization is told to nobody",
                        silence("payment.bpmn", "EndEvent_PaymentVoided", "trading.payment"),
                        "ends without being closed"),
                arguments(
                        "an order ends and nobody is told",
                        silence("order.bpmn", "EndEvent_OrderCompleted", "trading.order"),
                        "ends without being closed"),
                arguments(
                        "goods that are planned are released and nobody is told",
                        silence("order.bpmn", "Event_DeliveryCancelled", "trading.delivery"),
                        "ends without being closed"),
                arguments(
                        "an order that was held before it was accepted goes on as accepted",
                        say("order.bpmn", "Event_OrderResumed", "trading.order", "ACCEPTED"),
                        "ON_HOLD since it was RECEIVED becomes ACCEPTED"),
                arguments(
                        "an accepted order is cancelled without a word that it is being cancelled",
                        silence("order.bpmn", "Event_CancellationStarted", "trading.order"),
                        "order may not become CANCELLED from ACCEPTED"),
                arguments(
                        "a cancelled order is told as rejected",
                        say("order.bpmn", "EndEvent_CancellationCompleted", "trading.order", "REJECTED"),
                        "order may not become REJECTED from CANCELLING"),
                arguments(
                        "a client cancels, and nobody tells that nothing will come",
                        silence("order.bpmn", "Event_DeliveryStopped", "trading.delivery"),
                        "ends without being closed"),
                arguments(
                        "goods that came back are told as sent once more",
                        say("return.bpmn", "Event_GoodsReturned", "trading.delivery", "SHIPPED"),
                        "delivery may not become SHIPPED from DELIVERED"),
                arguments(
                        "money that is given back is told as paid",
                        say("payment.bpmn", "EndEvent_PaymentRefunded", "trading.payment", "PAID"),
                        "payment may not become PAID from PAID"),
                arguments(
                        "a join waits for a branch that never starts",
                        cut("delivery.bpmn", "Flow_GoodsUnderway_ReportDue"),
                        "is stuck in"),
                arguments(
                        "a decision asks for what nobody knows",
                        condition("order.bpmn", "Flow_HowToProceed_OrderFree", "${creditworthy}"),
                        "cannot go on: nobody has said what creditworthy is"));
    }

    private static Walked walked(Map<String, BpmnModelInstance> models) {
        return Walk.through(Models.with(models), MOST_STATES, MOST_OBJECTIONS);
    }
}
