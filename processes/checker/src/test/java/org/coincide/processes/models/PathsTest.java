package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.processes.support.ModelChange.declare;
import static org.coincide.processes.support.ModelChange.edit;
import static org.coincide.processes.support.ModelChange.removeFlow;
import static org.coincide.processes.support.ModelChange.removeProperty;
import static org.coincide.processes.support.ModelChange.setCondition;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.paths.PathCheckResult;
import org.coincide.processes.paths.PathChecker;
import org.coincide.processes.paths.PathViolation;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.ModelChange;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths through all models together declare only legal statuses, and each ends with a closed trade. */
class PathsTest {

    private static final int MAX_VIOLATIONS = 20;

    /** The models as they are. */
    private static final PathCheckResult RESULT = check(Models.all());

    @Test
    void everyPathIsLegalAndEndsClosed() {
        assertThat(RESULT.violations()).isEmpty();
        assertThat(RESULT.limited()).isFalse();
    }

    /** The number of pieces and the country come from the client: each answer of the conditions is explored. */
    @Test
    void aQuestionAboutTheClientsOrderIsExplored() {
        var models = Models.all();
        setCondition(
                        "order.bpmn",
                        "Flow_OrderReleased_OrderFree",
                        "${reviewOutcome == 'RELEASE' || pieces > 100 && shipToCountry == 'DE'}")
                .and(setCondition(
                        "order.bpmn",
                        "Flow_OrderReleased_HeldOrderRejected",
                        "${!(reviewOutcome == 'RELEASE' || pieces > 100 && shipToCountry == 'DE')}"))
                .apply(models);
        var result = check(models);
        assertThat(result.violations()).isEmpty();
        assertThat(result.limited()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"consignments > 1", "consignmentsInStock ge 1", "0 < consignments"})
    void aComparisonThatTheExamplesDecideIsExplored(String comparison) {
        var models = Models.all();
        compareAfterDelivery(comparison).apply(models);
        assertThat(check(models).violations()).isEmpty();
    }

    private static ModelChange compareAfterDelivery(String comparison) {
        return setCondition(
                        "order.bpmn",
                        "Flow_AnythingDelivered_RemainderHeld",
                        "${anythingDelivered || anythingDelivered && " + comparison + "}")
                .and(setCondition(
                        "order.bpmn",
                        "Flow_AnythingDelivered_DeliveryAbandoned",
                        "${!(anythingDelivered || anythingDelivered && " + comparison + ")}"));
    }

    /** An element that is not visited would not be checked. */
    @Test
    void theCheckVisitsEveryElementOfEveryModel() {
        var elements = Models.all().values().stream()
                .flatMap(model -> model.getModelElementsByType(FlowNode.class).stream())
                .filter(PathsTest::isVisited)
                .map(FlowNode::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(RESULT.elements()).containsAll(elements);
    }

    /** No token enters a sub-process itself, nor a compensation boundary event. */
    private static boolean isVisited(FlowNode node) {
        return !(node instanceof SubProcess)
                        && node.getChildElementsByType(CompensateEventDefinition.class)
                                .isEmpty()
                || node instanceof ThrowEvent;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aBrokenModelIsFound(String mistake, ModelChange change, String violation) {
        var models = Models.all();
        change.apply(models);
        var result =
                PathChecker.checkUntil(violation, Models.with(models), DeclaredServer.INTERFACE, CheckLimits.DEFAULT);
        assertThat(result.violations()).extracting(PathViolation::text).anySatisfy(text -> assertThat(text)
                .startsWith(violation));
    }

    static Stream<Arguments> aBrokenModelIsFound() {
        return Stream.of(
                arguments(
                        "a card is paid on authorization, before the money is captured",
                        declare("payment-authorization.bpmn", "EndEvent_PaymentAuthorized", "trading.payment", "PAID"),
                        "declares the payment PAID while the money is HELD"),
                arguments(
                        "an order is started that was never accepted",
                        removeProperty("order.bpmn", "Event_OrderAccepted", "trading.order"),
                        "order may not become IN_PROGRESS from RECEIVED"),
                arguments(
                        "an order ends before its goods are known to have arrived",
                        removeProperty("delivery.bpmn", "Event_GoodsDelivered", "trading.delivery"),
                        "the trade ends without being closed"),
                arguments(
                        "an order is completed before its money is known to have come",
                        removeProperty("payment-settlement.bpmn", "EndEvent_PaymentCaptured", "trading.payment")
                                .and(removeProperty("order.bpmn", "Event_RemainderVoided", "trading.payment")),
                        "order may not become COMPLETED with"),
                arguments(
                        "an order of which something is delivered is cancelled",
                        setCondition("order.bpmn", "Flow_AnythingDelivered_RemainderHeld", "${!anythingDelivered}")
                                .and(setCondition(
                                        "order.bpmn",
                                        "Flow_AnythingDelivered_DeliveryAbandoned",
                                        "${anythingDelivered}")),
                        "delivery may not become CANCELLED from DELIVERED"),
                arguments(
                        "a voided authorization is told to nobody",
                        removeProperty("payment-reversal.bpmn", "EndEvent_PaymentVoided", "trading.payment"),
                        "the trade ends without being closed"),
                arguments(
                        "an order ends and nobody is told",
                        removeProperty("order.bpmn", "EndEvent_OrderCompleted", "trading.order"),
                        "the trade ends without being closed"),
                arguments(
                        "goods that are planned are released and nobody is told",
                        removeProperty("order.bpmn", "Event_DeliveryCancelled", "trading.delivery"),
                        "the trade ends without being closed"),
                arguments(
                        "an order that was held before it was accepted goes on as accepted",
                        declare("order.bpmn", "Event_OrderResumed", "trading.order", "ACCEPTED"),
                        "order was put on hold from RECEIVED and may not become ACCEPTED"),
                arguments(
                        "an accepted order is cancelled without a word that it is being cancelled",
                        removeProperty("order.bpmn", "Event_CancellationStarted", "trading.order"),
                        "order may not become CANCELLED from ACCEPTED"),
                arguments(
                        "a cancelled order is told as rejected",
                        declare("order.bpmn", "EndEvent_CancellationCompleted", "trading.order", "REJECTED"),
                        "order may not become REJECTED from CANCELLING"),
                arguments(
                        "a client cancels, and nobody tells that nothing will come",
                        removeProperty("order.bpmn", "Event_DeliveryStopped", "trading.delivery"),
                        "the trade ends without being closed"),
                arguments(
                        "goods that came back are told as sent once more",
                        declare("return.bpmn", "Event_GoodsReturned", "trading.delivery", "SHIPPED"),
                        "delivery may not become SHIPPED from DELIVERED"),
                arguments(
                        "money that is given back is told as paid",
                        declare("payment-refund.bpmn", "EndEvent_PaymentRefunded", "trading.payment", "PAID"),
                        "payment may not become PAID from PAID"),
                arguments(
                        "a held order cannot be amended",
                        removeBoundary("BoundaryEvent_OrderAmended", "Flow_OrderAmended_ReviewRestarted"),
                        "holds the order, but the client cannot amend the order meanwhile"),
                arguments(
                        "a held order is never decided",
                        removeBoundary("BoundaryEvent_ReviewMissed", "Flow_ReviewMissed_HoldEnded"),
                        "holds the order without an end in time"),
                arguments(
                        "an order on its way is held by a status alone",
                        declare("order.bpmn", "Event_FulfilmentStarted", "trading.order", "ON_HOLD"),
                        "holds the order, but the client cannot amend the order meanwhile"),
                arguments(
                        "a join waits for a branch that never starts",
                        removeFlow("delivery.bpmn", "Flow_GoodsUnderway_ReportDue"),
                        "is stuck at"),
                arguments(
                        "large orders are forgotten",
                        setCondition(
                                "order.bpmn",
                                "Flow_OrderReleased_OrderFree",
                                "${reviewOutcome == 'RELEASE' && pieces < 1000}"),
                        "has no open outgoing flow"),
                arguments(
                        "goods in stock are packed by nobody",
                        setCondition("dispatch.bpmn", "Flow_ByHand_PickAndPack", "${byHand && (backordered || again)}"),
                        "has no open outgoing flow"),
                arguments(
                        "orders with more consignments than the check tries",
                        compareAfterDelivery("consignments >= 3"),
                        "compares consignments with a number"),
                arguments(
                        "a decision asks for what nobody knows",
                        setCondition("order.bpmn", "Flow_HowToProceed_OrderFree", "${creditworthy}"),
                        "cannot evaluate ${creditworthy}: no variable creditworthy is set on this path"));
    }

    private static ModelChange removeBoundary(String event, String flow) {
        return removeFlow("order.bpmn", flow).and(edit("order.bpmn", event, BoundaryEvent.class, ModelChange::remove));
    }

    private static PathCheckResult check(Map<String, BpmnModelInstance> models) {
        return PathChecker.check(Models.with(models), DeclaredServer.INTERFACE, CheckLimits.DEFAULT, MAX_VIOLATIONS);
    }
}
