package org.coincide.processes.checks.conventions;

import static org.coincide.processes.support.Change.condition;
import static org.coincide.processes.support.Change.say;
import static org.coincide.processes.support.Change.to;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.coincide.processes.support.Change;

/** Names of what is not there. */
final class ReferenceBreaches {

    private static final String ORDER = "order.bpmn";
    private static final String DISPATCH = "dispatch.bpmn";

    private ReferenceBreaches() {}

    static Stream<Breach> all() {
        return Stream.of(beans(), files(), words()).flatMap(breaches -> breaches);
    }

    private static Stream<Breach> beans() {
        return Stream.of(
                new Breach(
                        ReferenceConventions.DELEGATES,
                        to(
                                DISPATCH,
                                "Task_CancelConsignment",
                                ServiceTask.class,
                                task -> task.setCamundaDelegateExpression("${cancelConsigment}")),
                        "dispatch.bpmn: Task_CancelConsignment: names ${cancelConsigment}, which is no delegate of the "
                                + "server: write ${cancelConsignment}"),
                new Breach(
                        ReferenceConventions.DELEGATES,
                        to(
                                DISPATCH,
                                "Task_CancelConsignment",
                                ServiceTask.class,
                                task -> task.setCamundaDelegateExpression("${bakeACake}")),
                        "dispatch.bpmn: Task_CancelConsignment: names ${bakeACake}, which is no delegate of the server: "
                                + "there are only [authorizePayment, "),
                new Breach(
                        ReferenceConventions.LISTENERS,
                        listener("${showConsigment}"),
                        "dispatch.bpmn: Task_PickAndPack: names ${showConsigment}, which is no such listener of the "
                                + "server: write ${showConsignment}"),
                new Breach(
                        ReferenceConventions.LISTENERS,
                        models -> models.get("return.bpmn")
                                .getModelElementsByType(CamundaExecutionListener.class)
                                .forEach(listener -> listener.setCamundaDelegateExpression("${showConsignment}")),
                        "return.bpmn: Task_ReceiveGoods: names ${showConsignment}, which is no such listener"));
    }

    private static Stream<Breach> files() {
        return Stream.of(
                new Breach(
                        ReferenceConventions.FORMS,
                        to(
                                DISPATCH,
                                "Task_PickAndPack",
                                UserTask.class,
                                task -> task.setCamundaFormKey("embedded:deployment:pick-an-pack.html")),
                        "dispatch.bpmn: Task_PickAndPack: shows the form embedded:deployment:pick-an-pack.html, which is no "
                                + "file beside the models: write embedded:deployment:pick-and-pack.html"),
                new Breach(
                        ReferenceConventions.FORMS,
                        to(
                                DISPATCH,
                                "Task_PickAndPack",
                                UserTask.class,
                                task -> task.setCamundaFormKey("embedded:app:forms/pick-and-pack.html")),
                        "dispatch.bpmn: Task_PickAndPack: shows the form embedded:app:forms/pick-and-pack.html"),
                new Breach(
                        ReferenceConventions.FORMS,
                        to(DISPATCH, "Task_PickAndPack", UserTask.class, task -> task.setCamundaFormRef("pack")),
                        "dispatch.bpmn: Task_PickAndPack: shows the Camunda form pack, which is not deployed here"),
                new Breach(
                        ReferenceConventions.DECISIONS,
                        rule(task -> task.setCamundaDecisionRef("holds")),
                        "order.bpmn: Task_DecideHold: asks for the decision holds, which no table makes: write hold"),
                new Breach(
                        ReferenceConventions.DECISIONS,
                        rule(task -> task.setCamundaDecisionRefBinding("latest")),
                        "order.bpmn: Task_DecideHold: the binding"));
    }

    private static Stream<Breach> words() {
        return Stream.of(
                new Breach(
                        ReferenceConventions.MESSAGES,
                        to(ORDER, "Message_OrderAmended", Message.class, message -> message.setName("order.ammended")),
                        "order.bpmn: Message_OrderAmended: the server sends no message order.ammended: write order.amended"),
                new Breach(
                        ReferenceConventions.VARIABLES,
                        condition(ORDER, "Flow_InStock_StockFoundMissing", "${!stockreserved}"),
                        "order.bpmn: Flow_InStock_StockFoundMissing: asks for stockreserved, which nobody sets: "
                                + "write stockReserved"),
                new Breach(
                        ReferenceConventions.VARIABLES,
                        say(ORDER, "Event_OrderHeld", "trading.reason", "${holdReasons}"),
                        "order.bpmn: Event_OrderHeld: asks for holdReasons, which nobody sets: write holdReason"),
                new Breach(
                        ReferenceConventions.INPUTS,
                        models -> {},
                        tables -> tables.get("hold.dmn").getModelElementsByType(InputExpression.class).stream()
                                .filter(input ->
                                        input.getText().getTextContent().equals("pieces"))
                                .forEach(input -> input.getText().setTextContent("peaces")),
                        "hold.dmn: Input_Pieces: asks for peaces, which nobody sets: write pieces"));
    }

    private static Change listener(String expression) {
        return to(DISPATCH, "Task_PickAndPack", UserTask.class, task -> task.getExtensionElements()
                .getChildElementsByType(CamundaTaskListener.class)
                .forEach(listener -> listener.setCamundaDelegateExpression(expression)));
    }

    private static Change rule(Consumer<BusinessRuleTask> change) {
        return to(ORDER, "Task_DecideHold", BusinessRuleTask.class, change);
    }
}
