package org.coincide.processes.paths.execution;

import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.AbstractActivityBuilder;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.coincide.processes.model.ModelSet;

/** Models with every supported kind of element, and as few elements as possible. */
final class MinimalModels {

    private MinimalModels() {}

    static ModelSet all() {
        return ModelSet.of(Map.of("order.bpmn", order(), "delivery.bpmn", delivery()));
    }

    /**
     * An order that can be cancelled until delivery; with a review, its reminder and its deadline, compensation, two sequential
     * approvals and parallel parts.
     */
    private static BpmnModelInstance order() {
        var process = Bpmn.createExecutableProcess("order").camundaHistoryTimeToLiveString("P180D");
        var model = process.startEvent("StartEvent_OrderReceived")
                .camundaAsyncBefore()
                .userTask("Task_ReviewOrder")
                .exclusiveGateway("Gateway_Good")
                .condition("no", "${!good}")
                .endEvent("EndEvent_OrderRejected")
                .moveToLastGateway()
                .condition("yes", "${good}")
                .intermediateThrowEvent("Event_OrderAccepted")
                .parallelGateway("Gateway_Fork")
                .serviceTask("Task_OpenPayment")
                .camundaDelegateExpression("${openPayment}")
                .camundaAsyncBefore()
                .intermediateThrowEvent("Event_PaymentAuthorized")
                .parallelGateway("Gateway_Join")
                .camundaAsyncBefore()
                .userTask("Task_ApproveTwice")
                .multiInstance()
                .sequential()
                .cardinality("2")
                .multiInstanceDone()
                .exclusiveGateway("Gateway_Enough")
                .condition("cannot", "${!enough}")
                .intermediateThrowEvent("Event_CancellationBegun")
                .intermediateThrowEvent("Event_UndoneAll")
                .compensateEventDefinition()
                .compensateEventDefinitionDone()
                .endEvent("EndEvent_OrderCancelled")
                .moveToLastGateway()
                .condition("can", "${enough}")
                .intermediateThrowEvent("Event_FulfilmentBegun")
                .callActivity("CallActivity_DeliverParts")
                .calledElement("delivery")
                .camundaInBusinessKey("#{execution.processBusinessKey}")
                .multiInstance()
                .parallel()
                .cardinality("2")
                .camundaAsyncAfter()
                .multiInstanceDone()
                .endEvent("EndEvent_OrderCompleted")
                .moveToNode("Gateway_Fork")
                .serviceTask("Task_PlanDelivery")
                .camundaDelegateExpression("${planDelivery}")
                .camundaAsyncBefore()
                .intermediateThrowEvent("Event_DeliveryPlanned")
                .connectTo("Gateway_Join")
                .done();
        addBoundaryEvents(model);
        addCancellation(process);
        declare(model, "EndEvent_OrderRejected", "order", "REJECTED");
        declare(model, "Event_OrderAccepted", "order", "ACCEPTED");
        declare(model, "Event_PaymentAuthorized", "payment", "REQUIRES_ACTION");
        declare(model, "Event_DeliveryPlanned", "delivery", "PREPARING");
        declare(model, "Event_FulfilmentBegun", "order", "IN_PROGRESS");
        declare(model, "Event_CancellationBegun", "order", "CANCELLING");
        declare(model, "EndEvent_OrderCancelled", "order", "CANCELLED");
        declare(model, "EndEvent_OrderCompleted", "order", "COMPLETED");
        return model;
    }

    private static void addBoundaryEvents(BpmnModelInstance model) {
        activity(model, "Task_ReviewOrder")
                .boundaryEvent("BoundaryEvent_ReminderDue")
                .cancelActivity(false)
                .timerWithDuration("P1D")
                .userTask("Task_RemindReviewer")
                .endEvent("EndEvent_ReviewerReminded");
        activity(model, "Task_ReviewOrder")
                .boundaryEvent("BoundaryEvent_ReviewOverdue")
                .timerWithDuration("P2D")
                .endEvent("EndEvent_OrderExpired");
        declare(model, "EndEvent_OrderExpired", "order", "REJECTED");
        activity(model, "Task_OpenPayment")
                .boundaryEvent("BoundaryEvent_PaymentUndone")
                .compensateEventDefinition()
                .compensateEventDefinitionDone()
                .compensationStart()
                .serviceTask("Task_ReversePayment")
                .camundaDelegateExpression("${undo}")
                .camundaAsyncBefore()
                .compensationDone();
        activity(model, "Task_PlanDelivery")
                .boundaryEvent("BoundaryEvent_DeliveryUndone")
                .compensateEventDefinition()
                .compensateEventDefinitionDone()
                .compensationStart()
                .userTask("Task_ReleaseDelivery")
                .compensationDone();
        activity(model, "Task_PlanDelivery")
                .boundaryEvent("BoundaryEvent_StockExhausted")
                .error("OUT_OF_STOCK")
                .endEvent("EndEvent_StockExhausted")
                .error("HOPELESS");
    }

    private static AbstractActivityBuilder<?, ?> activity(BpmnModelInstance model, String id) {
        return (AbstractActivityBuilder<?, ?>) ((Activity) model.getModelElementById(id)).builder();
    }

    private static void addCancellation(ProcessBuilder process) {
        process.eventSubProcess("Activity_Cancellation")
                .startEvent("StartEvent_CancellationRequested")
                .message("cancellation.requested")
                .intermediateThrowEvent("Event_OrderUndone")
                .compensateEventDefinition()
                .compensateEventDefinitionDone()
                .endEvent("EndEvent_CancellationDone");
        process.eventSubProcess("Activity_Hopeless")
                .startEvent("StartEvent_HopeLost")
                .error("HOPELESS")
                .userTask("Task_TellEverybody")
                .endEvent("EndEvent_EverybodyTold");
        process.eventSubProcess("Activity_Question")
                .startEvent("StartEvent_QuestionAsked")
                .interrupting(false)
                .message("question.asked")
                .userTask("Task_AnswerQuestion")
                .endEvent("EndEvent_QuestionAnswered");
    }

    /** A part is shipped, then reported as arrived or overdue. */
    private static BpmnModelInstance delivery() {
        var model = Bpmn.createExecutableProcess("delivery")
                .camundaHistoryTimeToLiveString("P180D")
                .startEvent("StartEvent_PartReady")
                .serviceTask("Task_HandOver")
                .camundaDelegateExpression("${handOver}")
                .camundaAsyncBefore()
                .intermediateThrowEvent("Event_PartShipped")
                .eventBasedGateway()
                .id("Gateway_Reported")
                .intermediateCatchEvent("Event_Arrived")
                .message("part.arrived")
                .intermediateThrowEvent("Event_PartDelivered")
                .subProcess("Activity_Settlement")
                .embeddedSubProcess()
                .startEvent("StartEvent_SettlementDue")
                .serviceTask("Task_Capture")
                .camundaDelegateExpression("${capture}")
                .camundaAsyncBefore()
                .intermediateThrowEvent("Event_PartPaid")
                .endEvent("EndEvent_SettlementDone")
                .subProcessDone()
                .endEvent("EndEvent_PartDone")
                .moveToNode("Gateway_Reported")
                .intermediateCatchEvent("Event_Waited")
                .timerWithDuration("P9D")
                .camundaAsyncAfter()
                .userTask("Task_AskCarrier")
                .connectTo("Gateway_Reported")
                .done();
        declare(model, "Event_PartShipped", "delivery", "SHIPPED");
        declare(model, "Event_PartDelivered", "delivery", "DELIVERED");
        declare(model, "Event_PartPaid", "payment", "PAID");
        return model;
    }

    static void declare(BpmnModelInstance model, String element, String lifecycle, String status) {
        BaseElement event = model.getModelElementById(element);
        var property = model.newInstance(CamundaProperty.class);
        property.setCamundaName("trading." + lifecycle);
        property.setCamundaValue(status);
        var properties = model.newInstance(CamundaProperties.class);
        properties.addChildElement(property);
        if (event.getExtensionElements() == null) {
            event.setExtensionElements(model.newInstance(ExtensionElements.class));
        }
        event.getExtensionElements().addChildElement(properties);
    }
}
