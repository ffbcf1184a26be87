package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.declare;
import static org.coincide.processes.support.ModelChange.edit;
import static org.coincide.processes.support.ModelChange.setCondition;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaConnector;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.coincide.processes.support.ModelChange;

/** Names of what is not there. */
final class ReferenceViolations {

    private static final String ORDER = "order.bpmn";
    private static final String DISPATCH = "dispatch.bpmn";

    private ReferenceViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(beans(), files(), words()).flatMap(examples -> examples);
    }

    private static Stream<ViolationExample> beans() {
        return Stream.of(
                new ViolationExample(
                        ReferenceConventions.DELEGATES,
                        edit(
                                DISPATCH,
                                "Task_CancelConsignment",
                                ServiceTask.class,
                                task -> task.setCamundaDelegateExpression("${cancelConsigment}")),
                        "dispatch.bpmn: Task_CancelConsignment: ${cancelConsigment} is not a delegate of the "
                                + "server; use ${cancelConsignment}"),
                new ViolationExample(
                        ReferenceConventions.TOPICS,
                        edit(DISPATCH, "Task_CancelConsignment", ServiceTask.class, task -> {
                            task.setCamundaType("external");
                            task.setCamundaTopic("label-printer");
                        }),
                        "dispatch.bpmn: Task_CancelConsignment: the topic label-printer is not declared; declare it: "
                                + "coincide.external-tasks.topics.label-printer.outcomes"),
                new ViolationExample(
                        ReferenceConventions.WORKERS,
                        edit(
                                ORDER,
                                "Task_DecideHold",
                                BusinessRuleTask.class,
                                task -> task.setCamundaTopic("credit-check")),
                        "order.bpmn: Task_DecideHold: is an external task, which only a service task can be"),
                new ViolationExample(
                        ReferenceConventions.WORKERS,
                        edit(DISPATCH, "Task_CancelConsignment", ServiceTask.class, task -> task.builder()
                                .addExtensionElement(task.getModelInstance().newInstance(CamundaConnector.class))),
                        "dispatch.bpmn: Task_CancelConsignment: uses a connector, which would run within the server"),
                new ViolationExample(
                        ReferenceConventions.DELEGATES,
                        edit(
                                DISPATCH,
                                "Task_CancelConsignment",
                                ServiceTask.class,
                                task -> task.setCamundaDelegateExpression("${bakeACake}")),
                        "dispatch.bpmn: Task_CancelConsignment: ${bakeACake} is not a delegate of the server; "
                                + "use one of [authorizePayment, "),
                new ViolationExample(
                        ReferenceConventions.ERRORS,
                        edit("order.bpmn", "Error_OutOfStock", Error.class, error -> error.setErrorCode("OUT_OF_STOK")),
                        "order.bpmn: BoundaryEvent_StockExhausted: the delegate does not throw the error OUT_OF_STOK; "
                                + "use OUT_OF_STOCK"),
                new ViolationExample(
                        ListenerConventions.BEANS,
                        listener("${showConsigment}"),
                        "dispatch.bpmn: Task_PickAndPack: ${showConsigment} is not a task listener of the "
                                + "server; use ${showConsignment}"),
                new ViolationExample(
                        ListenerConventions.BEANS,
                        models -> models.get("return.bpmn")
                                .getModelElementsByType(CamundaExecutionListener.class)
                                .forEach(listener -> listener.setCamundaDelegateExpression("${showConsignment}")),
                        "return.bpmn: Task_ReceiveGoods: ${showConsignment} is not an execution listener"));
    }

    private static Stream<ViolationExample> files() {
        return Stream.of(
                new ViolationExample(
                        ReferenceConventions.FORMS,
                        edit(
                                DISPATCH,
                                "Task_PickAndPack",
                                UserTask.class,
                                task -> task.setCamundaFormKey("embedded:deployment:pick-an-pack.html")),
                        "dispatch.bpmn: Task_PickAndPack: the form embedded:deployment:pick-an-pack.html is not a "
                                + "file in the folder of the models; use embedded:deployment:pick-and-pack.html"),
                new ViolationExample(
                        ReferenceConventions.FORMS,
                        edit(
                                DISPATCH,
                                "Task_PickAndPack",
                                UserTask.class,
                                task -> task.setCamundaFormKey("embedded:app:forms/pick-and-pack.html")),
                        "dispatch.bpmn: Task_PickAndPack: the form embedded:app:forms/pick-and-pack.html"),
                new ViolationExample(
                        ReferenceConventions.FORMS,
                        edit(DISPATCH, "Task_PickAndPack", UserTask.class, task -> task.setCamundaFormRef("pack")),
                        "dispatch.bpmn: Task_PickAndPack: the Camunda form pack is not supported"),
                new ViolationExample(
                        ReferenceConventions.DECISIONS,
                        rule(task -> task.setCamundaDecisionRef("holds")),
                        "order.bpmn: Task_DecideHold: the decision holds does not exist; use hold"),
                new ViolationExample(
                        ReferenceConventions.DECISIONS,
                        rule(task -> task.setCamundaDecisionRefBinding("latest")),
                        "order.bpmn: Task_DecideHold: the binding"));
    }

    private static Stream<ViolationExample> words() {
        return Stream.of(
                new ViolationExample(
                        MessageConventions.MESSAGES,
                        edit(
                                ORDER,
                                "Message_OrderAmended",
                                Message.class,
                                message -> message.setName("order.ammended")),
                        "order.bpmn: Message_OrderAmended: the server does not send the message order.ammended; use"
                                + " order.amended"),
                new ViolationExample(
                        ReferenceConventions.VARIABLES,
                        setCondition(ORDER, "Flow_InStock_GoodsUnavailable", "${!stockreserved}"),
                        "order.bpmn: Flow_InStock_GoodsUnavailable: reads the variable stockreserved, which is never"
                                + " set; use stockReserved"),
                new ViolationExample(
                        ReferenceConventions.VARIABLES,
                        declare(ORDER, "Event_OrderHeld", "trading.reason", "${holdReasons}"),
                        "order.bpmn: Event_OrderHeld: reads the variable holdReasons, which is never set; use"
                                + " holdReason"),
                new ViolationExample(
                        ColumnConventions.SET,
                        models -> {},
                        tables -> tables.get("hold.dmn").getModelElementsByType(InputExpression.class).stream()
                                .filter(input ->
                                        input.getText().getTextContent().equals("pieces"))
                                .forEach(input -> input.getText().setTextContent("peaces")),
                        "hold.dmn: Input_Pieces: reads the variable peaces, which is never set; use pieces"));
    }

    private static ModelChange listener(String expression) {
        return edit(DISPATCH, "Task_PickAndPack", UserTask.class, task -> task.getExtensionElements()
                .getChildElementsByType(CamundaTaskListener.class)
                .forEach(listener -> listener.setCamundaDelegateExpression(expression)));
    }

    private static ModelChange rule(Consumer<BusinessRuleTask> change) {
        return edit(ORDER, "Task_DecideHold", BusinessRuleTask.class, change);
    }
}
