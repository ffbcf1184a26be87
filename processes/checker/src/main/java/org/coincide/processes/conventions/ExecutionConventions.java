package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.Convention.each;
import static org.coincide.processes.conventions.Convention.unless;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.references.ExternalTasks;
import org.coincide.processes.references.NearestName;

/** Conventions for the execution of models by the engine. */
final class ExecutionConventions {

    static final String MODELER_NS = "http://camunda.org/schema/modeler/1.0";

    static final Convention PLATFORM = Convention.of("a model is made for Camunda Platform 7.24.0", model -> unless(
                    hasPlatform(model.content().getDefinitions()),
                    "the execution platform should be Camunda Platform 7.24.0; choose it in Camunda Modeler")
            .map(violation -> new Violation(model.content().getDefinitions().getId(), violation)));

    static final Convention PROCESS_SETTINGS = each(
            "a process is executable, has a version tag and a history time to live, and cannot be started in Tasklist",
            Process.class,
            process -> Stream.of(
                            unless(process.isExecutable(), "should be executable"),
                            unless(camunda(process, "versionTag") != null, "should have a version tag"),
                            unless(daysToLive(process) >= 180, "the history time to live should be P180D or longer"),
                            unless(
                                    "false".equals(camunda(process, "isStartableInTasklist")),
                                    "should not be startable in Tasklist: such a process has no trade"))
                    .flatMap(violations -> violations));

    static final Convention ASYNCHRONOUS_CALLS =
            Convention.of("a task that calls a partner or a decision runs in a job of its own", model -> tasks(model)
                    .filter(task -> !model.isLocal(task) && !task.isCamundaAsyncBefore() && !followsJob(task))
                    .map(task -> new Violation(task.getId(), "should be asyncBefore")));

    static final Convention LOCAL_CALLS =
            Convention.of("a task does not run in the transaction of a person or a message", model -> tasks(model)
                    .filter(task -> FlowConventions.sharesTheTransactionOfAPerson(task))
                    .map(task -> new Violation(
                            task.getId(),
                            "should be asyncBefore, or an element before it: otherwise its failure reaches the person or"
                                    + " the sender")));

    static final Convention RETRIES = each(
            "a job is exclusive and has a growing retry cycle",
            FlowNode.class,
            node -> isJob(node) ? jobViolations(node) : Stream.empty());

    static final Convention CALLED_PROCESSES = Convention.of(
            "a called process exists and is bound to the same deployment",
            model -> model.content().getModelElementsByType(CallActivity.class).stream()
                    .flatMap(call -> callViolations(call, model.all().processIds())
                            .map(violation -> new Violation(call.getId(), violation))));

    static final Convention BUSINESS_KEY = each(
            "a call activity passes the business key",
            CallActivity.class,
            call -> unless(
                    inputs(call).anyMatch(in -> "#{execution.processBusinessKey}".equals(in.getCamundaBusinessKey())),
                    "should pass the business key #{execution.processBusinessKey}: a called process does not"
                            + " inherit it"));

    static final Convention CALL_VARIABLES = each(
            "a call activity lists the variables that it passes",
            CallActivity.class,
            call -> Stream.concat(
                    unless(
                            inputs(call).allMatch(in -> in.getCamundaVariables() == null),
                            "passes all variables; list those that the called process needs"),
                    unless(
                            call.getCamundaVariableMappingClass() == null
                                    && call.getCamundaVariableMappingDelegateExpression() == null,
                            "passes its variables by a delegate, which the server does not have; list them under In"
                                    + " mappings and Out mappings")));

    static final Convention NO_SCRIPTS = Convention.of("a model contains no script", model -> Stream.concat(
                    model.content().getModelElementsByType(ScriptTask.class).stream(),
                    model.content().getModelElementsByType(CamundaScript.class).stream())
            .map(script -> new Violation(
                    ElementReferences.owner(script), "contains a script; use a delegate of the server instead")));

    static final List<Convention> ALL = List.of(
            PLATFORM,
            PROCESS_SETTINGS,
            ASYNCHRONOUS_CALLS,
            LOCAL_CALLS,
            RETRIES,
            CALLED_PROCESSES,
            BUSINESS_KEY,
            CALL_VARIABLES,
            NO_SCRIPTS);

    private ExecutionConventions() {}

    private static Stream<String> callViolations(CallActivity call, Set<String> processIds) {
        return Stream.of(
                        unless(
                                call.getCalledElement() != null && processIds.contains(call.getCalledElement()),
                                "calls " + Objects.requireNonNullElse(call.getCalledElement(), "no process")
                                        + ", which is not a process of this deployment; "
                                        + NearestName.suggestion(
                                                Objects.requireNonNullElse(call.getCalledElement(), ""),
                                                processIds,
                                                UnaryOperator.identity())),
                        unless(
                                "deployment".equals(call.getCamundaCalledElementBinding()),
                                "the binding should be deployment: a running order keeps the models that it started with"),
                        unless(
                                call.getCamundaCalledElementTenantId() == null,
                                "calls a process of the tenant " + call.getCamundaCalledElementTenantId()
                                        + ", which the server does not have; remove calledElementTenantId"))
                .flatMap(violations -> violations);
    }

    private static Stream<FlowNode> tasks(CheckedModel model) {
        return model.content().getModelElementsByType(FlowNode.class).stream()
                .filter(ExecutionConventions::callsServer);
    }

    private static boolean callsServer(FlowNode node) {
        return node instanceof ServiceTask && !ExternalTasks.is(node)
                || node instanceof SendTask
                || node instanceof BusinessRuleTask;
    }

    /** Returns whether each incoming path is asyncAfter: a second job would be redundant. */
    private static boolean followsJob(FlowNode node) {
        var before = node.getPreviousNodes().list();
        return !before.isEmpty() && before.stream().allMatch(CheckedModel::isLeftInAJob);
    }

    private static boolean isJob(FlowNode node) {
        return node.isCamundaAsyncBefore() || CheckedModel.endsInAJob(node);
    }

    private static Stream<String> jobViolations(FlowNode node) {
        return Stream.concat(
                unless(node.isCamundaExclusive(), "should be exclusive"),
                unless(
                        retryCycle(node).matches("PT\\w+(,PT\\w+){2,}"),
                        "should have a retry cycle such as PT2S,PT10S,PT1M,PT5M,PT30M"));
    }

    private static String retryCycle(FlowNode node) {
        return node.getExtensionElements() == null
                ? ""
                : node.getExtensionElements().getChildElementsByType(CamundaFailedJobRetryTimeCycle.class).stream()
                        .map(CamundaFailedJobRetryTimeCycle::getTextContent)
                        .findFirst()
                        .orElse("");
    }

    private static Stream<CamundaIn> inputs(CallActivity call) {
        return call.getExtensionElements() == null
                ? Stream.empty()
                : call.getExtensionElements().getChildElementsByType(CamundaIn.class).stream();
    }

    private static int daysToLive(Process process) {
        var timeToLive = Objects.requireNonNullElse(camunda(process, "historyTimeToLive"), "");
        return timeToLive.matches("\\d{1,6}|P\\d{1,6}D") ? Integer.parseInt(timeToLive.replaceAll("\\D", "")) : 0;
    }

    private static String camunda(BaseElement element, String attribute) {
        return element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, attribute);
    }

    private static boolean hasPlatform(Definitions definitions) {
        return "Camunda Platform".equals(modeler(definitions, "executionPlatform"))
                && "7.24.0".equals(modeler(definitions, "executionPlatformVersion"));
    }

    private static String modeler(Definitions definitions, String attribute) {
        return definitions.getAttributeValueNs(MODELER_NS, attribute);
    }
}
