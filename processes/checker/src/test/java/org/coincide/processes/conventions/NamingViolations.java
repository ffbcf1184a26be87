package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.edit;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.coincide.processes.support.ModelChange;

/** Violations of the naming conventions. */
final class NamingViolations {

    private static final String ORDER = "order.bpmn";
    private static final String INVOICE = "invoice.bpmn";
    private static final String AUTHORIZATION = "payment-authorization.bpmn";
    private static final String REVERSAL = "payment-reversal.bpmn";
    private static final String SETTLEMENT = "payment-settlement.bpmn";

    private NamingViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        NamingConventions.PROCESSES,
                        edit(ORDER, "order", Process.class, process -> process.setName(" ")),
                        "order.bpmn: order: should have a name"),
                new ViolationExample(
                        NamingConventions.FILE,
                        edit(ORDER, "order", Process.class, process -> process.setId("orders")),
                        "order.bpmn: orders: the file should be orders.bpmn"),
                new ViolationExample(
                        NamingConventions.IDS,
                        edit(ORDER, "Gateway_InStock", FlowNode.class, node -> node.setId("Activity_0x7f")),
                        "order.bpmn: Activity_0x7f: the identifier should be Gateway_"),
                new ViolationExample(
                        NamingConventions.ACTIVITIES,
                        rename(ORDER, "Task_VoidRemainder", "Payment voiding"),
                        "order.bpmn: Task_VoidRemainder:"),
                new ViolationExample(
                        NamingConventions.EVENTS,
                        rename(REVERSAL, "EndEvent_PaymentVoided", "Payment Voided"),
                        "payment-reversal.bpmn: EndEvent_PaymentVoided:"),
                new ViolationExample(
                        NamingConventions.QUESTIONS,
                        rename(ORDER, "Gateway_InStock", "Check the stock"),
                        "order.bpmn: Gateway_InStock: should be named with a question"),
                new ViolationExample(
                        NamingConventions.QUESTIONS,
                        rename(ORDER, "Gateway_BothAnswered", "Join"),
                        "order.bpmn: Gateway_BothAnswered: decides nothing"),
                new ViolationExample(
                        NamingConventions.ANSWERS,
                        rename(ORDER, "Flow_InStock_GoodsUnavailable", "no"),
                        "order.bpmn: Flow_InStock_GoodsUnavailable:"),
                new ViolationExample(
                        NamingConventions.MESSAGES,
                        edit(INVOICE, "Message_PaymentReceived", Message.class, message -> message.setName("Paid")),
                        "invoice.bpmn: Message_PaymentReceived:"),
                new ViolationExample(
                        NamingConventions.ERRORS,
                        edit(SETTLEMENT, "Error_PaymentDeclined", Error.class, error -> error.setErrorCode("declined")),
                        "payment-settlement.bpmn: Error_PaymentDeclined:"),
                new ViolationExample(
                        NamingConventions.DELEGATES,
                        edit(
                                ORDER,
                                "Task_VoidRemainder",
                                ServiceTask.class,
                                task -> task.setCamundaDelegateExpression("${voider}")),
                        "order.bpmn: Task_VoidRemainder: should call the delegate expression ${voidRemainder}"),
                new ViolationExample(
                        NamingConventions.VARIABLES,
                        edit(
                                AUTHORIZATION,
                                "Event_InvoiceAccepted",
                                FlowNode.class,
                                NamingViolations::capitalizeTheOutput),
                        "payment-authorization.bpmn: PaymentAccepted:"));
    }

    private static ModelChange rename(String file, String elementId, String name) {
        return edit(file, elementId, FlowElement.class, element -> element.setName(name));
    }

    private static void capitalizeTheOutput(FlowNode node) {
        node.getModelInstance()
                .getModelElementsByType(CamundaOutputParameter.class)
                .forEach(output -> output.setCamundaName("PaymentAccepted"));
    }
}
