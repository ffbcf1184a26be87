package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.edit;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.coincide.processes.support.ModelChange;

/** Misspelt variables of calls and of expressions outside conditions. */
final class MappingViolations {

    private static final String ORDER = "order.bpmn";

    private MappingViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        MappingConventions.SOURCES,
                        output(out -> out.setCamundaSource("paymentAcepted")),
                        "order.bpmn: CallActivity_AuthorizePayment: reads the variable paymentAcepted, which is never"
                                + " set in the process payment-authorization; use paymentAccepted"),
                new ViolationExample(
                        MappingConventions.SOURCES,
                        inputByHand(in -> in.setCamundaSource("byHnd")),
                        "order.bpmn: CallActivity_DeliverConsignments: reads the variable byHnd, which is never set in"
                                + " the process order; use byHand"),
                new ViolationExample(
                        MappingConventions.TARGETS,
                        inputByHand(in -> in.setCamundaTarget("byHnd")),
                        "order.bpmn: CallActivity_DeliverConsignments: sets the variable byHnd, which nothing reads;"
                                + " use byHand"),
                new ViolationExample(
                        MappingConventions.TARGETS,
                        output(out -> out.setCamundaTarget("paymentAcepted")),
                        "order.bpmn: CallActivity_AuthorizePayment: sets the variable paymentAcepted, which nothing"
                                + " reads; use paymentAccepted"),
                new ViolationExample(
                        ReservedVariableConventions.READ_ONLY,
                        output(out -> out.setCamundaTarget("clientId")),
                        "order.bpmn: CallActivity_AuthorizePayment: sets the variable clientId, which the server takes"
                                + " from"),
                new ViolationExample(
                        MappingConventions.HANDED_ON,
                        models ->
                                models
                                        .get("return.bpmn")
                                        .getModelElementsByType(CamundaExecutionListener.class)
                                        .stream()
                                        .filter(listener -> "start".equals(listener.getCamundaEvent()))
                                        .toList()
                                        .forEach(ModelChange::remove),
                        "return.bpmn: Task_ReceiveGoods: noteReturnedLine reads the variable returnedLine, which is"
                                + " not set"),
                new ViolationExample(
                        MappingConventions.CALLS,
                        models -> models.get("dispatch.bpmn").getModelElementsByType(CamundaTaskListener.class).stream()
                                .filter(listener ->
                                        "${showConsignment}".equals(listener.getCamundaDelegateExpression()))
                                .toList()
                                .forEach(ModelChange::remove),
                        "delivery.bpmn: CallActivity_DispatchConsignment: does not pass the variable parcel, which the"
                                + " form review-backorder.html reads at Task_ReviewBackorder; "),
                new ViolationExample(
                        MappingConventions.CALLS,
                        removed("delivery.bpmn", "CallActivity_SettlePayment", "consignment"),
                        "delivery.bpmn: CallActivity_SettlePayment: does not pass the variable consignment, which "
                                + "capturePayment reads at Task_CapturePayment; add it to the in mappings"),
                new ViolationExample(
                        ReservedVariableConventions.OF_ONE_RECORD,
                        removed("delivery.bpmn", "CallActivity_RefundConsignment", "refund"),
                        "delivery.bpmn: CallActivity_RefundConsignment: does not pass the variable refund, without which"
                                + " refundPayment at Task_RefundPayment acts on the whole order; add it to the in"
                                + " mappings"),
                new ViolationExample(
                        MappingConventions.SOURCES,
                        removed("order.bpmn", "CallActivity_DeliverConsignments", "byHand"),
                        "delivery.bpmn: CallActivity_DispatchConsignment: reads the variable byHand, which is never"
                                + " set in the process delivery"),
                new ViolationExample(
                        ExpressionConventions.READABLE,
                        review(task -> task.setCamundaDueDate("${dateTime().plusDays(1).toDate()}")),
                        "order.bpmn: Task_ReviewHeldOrder: ${dateTime().plusDays(1).toDate()} calls dateTime()"),
                new ViolationExample(
                        ExpressionConventions.READABLE,
                        review(task -> task.setCamundaDueDate("${dueDate +}")),
                        "order.bpmn: Task_ReviewHeldOrder: ${dueDate +} cannot be parsed"),
                new ViolationExample(
                        ExpressionConventions.READABLE,
                        review(task -> task.setCamundaCandidateGroups("${execution.processEngineServices}")),
                        "order.bpmn: Task_ReviewHeldOrder: ${execution.processEngineServices} reads"
                                + " execution.processEngineServices"),
                new ViolationExample(
                        ExpressionConventions.VARIABLES,
                        review(task -> task.setCamundaAssignee("${revieuer}")),
                        "order.bpmn: Task_ReviewHeldOrder: reads the variable revieuer, which is never set"));
    }

    private static ModelChange removed(String file, String call, String target) {
        return edit(
                file,
                call,
                CallActivity.class,
                element -> element.getExtensionElements().getChildElementsByType(CamundaIn.class).stream()
                        .filter(in -> target.equals(in.getCamundaTarget()))
                        .toList()
                        .forEach(ModelChange::remove));
    }

    private static ModelChange output(Consumer<CamundaOut> change) {
        return edit(ORDER, "CallActivity_AuthorizePayment", CallActivity.class, call -> call.getExtensionElements()
                .getChildElementsByType(CamundaOut.class)
                .forEach(change));
    }

    private static ModelChange inputByHand(Consumer<CamundaIn> change) {
        return edit(
                ORDER,
                "CallActivity_DeliverConsignments",
                CallActivity.class,
                call -> call.getExtensionElements().getChildElementsByType(CamundaIn.class).stream()
                        .filter(in -> "byHand".equals(in.getCamundaSource()))
                        .forEach(change));
    }

    private static ModelChange review(Consumer<UserTask> change) {
        return edit(ORDER, "Task_ReviewHeldOrder", UserTask.class, change);
    }
}
