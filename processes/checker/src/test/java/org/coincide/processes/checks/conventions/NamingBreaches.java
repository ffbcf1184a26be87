package org.coincide.processes.checks.conventions;

import static org.coincide.processes.support.Change.to;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.coincide.processes.support.Change;

/** Mistakes in names. */
final class NamingBreaches {

    private static final String ORDER = "order.bpmn";
    private static final String PAYMENT = "payment.bpmn";

    private NamingBreaches() {}

    static Stream<Breach> all() {
        return Stream.of(
                new Breach(
                        NamingConventions.FILE,
                        to(ORDER, "order", Process.class, process -> process.setName("The order")),
                        "order.bpmn: order: the name"),
                new Breach(
                        NamingConventions.FILE,
                        to(ORDER, "order", Process.class, process -> process.setId("orders")),
                        "order.bpmn: orders: the file should be orders.bpmn"),
                new Breach(
                        NamingConventions.IDS,
                        to(ORDER, "Gateway_InStock", FlowNode.class, node -> node.setId("Activity_0x7f")),
                        "order.bpmn: Activity_0x7f: the identifier should be Gateway_"),
                new Breach(
                        NamingConventions.ACTIVITIES,
                        rename(PAYMENT, "Task_VoidRemainder", "Payment voiding"),
                        "payment.bpmn: Task_VoidRemainder:"),
                new Breach(
                        NamingConventions.EVENTS,
                        rename(PAYMENT, "EndEvent_PaymentVoided", "Payment Voided"),
                        "payment.bpmn: EndEvent_PaymentVoided:"),
                new Breach(
                        NamingConventions.QUESTIONS,
                        rename(ORDER, "Gateway_InStock", "Check the stock"),
                        "order.bpmn: Gateway_InStock: should ask"),
                new Breach(
                        NamingConventions.QUESTIONS,
                        rename(ORDER, "Gateway_BothAnswered", "Join"),
                        "order.bpmn: Gateway_BothAnswered: decides nothing"),
                new Breach(
                        NamingConventions.ANSWERS,
                        rename(ORDER, "Flow_InStock_StockFoundMissing", "no"),
                        "order.bpmn: Flow_InStock_StockFoundMissing:"),
                new Breach(
                        NamingConventions.MESSAGES,
                        to(PAYMENT, "Message_PaymentReceived", Message.class, message -> message.setName("Paid")),
                        "payment.bpmn: Message_PaymentReceived:"),
                new Breach(
                        NamingConventions.ERRORS,
                        to(PAYMENT, "Error_PaymentDeclined", Error.class, error -> error.setErrorCode("declined")),
                        "payment.bpmn: Error_PaymentDeclined:"),
                new Breach(
                        NamingConventions.BEANS,
                        to(
                                PAYMENT,
                                "Task_VoidRemainder",
                                ServiceTask.class,
                                task -> task.setCamundaDelegateExpression("${voider}")),
                        "payment.bpmn: Task_VoidRemainder: should call the delegate expression ${voidRemainder}"),
                new Breach(
                        NamingConventions.VARIABLES,
                        to(PAYMENT, "Event_InvoiceAccepted", FlowNode.class, NamingBreaches::capitalizeTheOutput),
                        "payment.bpmn: PaymentAccepted:"));
    }

    private static Change rename(String file, String elementId, String name) {
        return to(file, elementId, FlowElement.class, element -> element.setName(name));
    }

    private static void capitalizeTheOutput(FlowNode node) {
        node.getModelInstance()
                .getModelElementsByType(CamundaOutputParameter.class)
                .forEach(output -> output.setCamundaName("PaymentAccepted"));
    }
}
