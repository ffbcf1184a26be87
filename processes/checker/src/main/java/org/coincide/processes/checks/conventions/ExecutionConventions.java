package org.coincide.processes.checks.conventions;

import static org.coincide.processes.checks.conventions.Convention.each;
import static org.coincide.processes.checks.conventions.Convention.unless;

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

/** How the engine is told to run them. */
final class ExecutionConventions {

    static final String MODELER_NS = "http://camunda.org/schema/modeler/1.0";

    static final Convention PLATFORM = Convention.of("a model says for which engine it is made", model -> unless(
                    isMadeForThisEngine(model.content().getDefinitions()),
                    "the execution platform should be Camunda Platform 7.24.0")
            .map(fault -> new Fault(model.content().getDefinitions().getId(), fault)));

    static final Convention LIFE = each(
            "a process has a version and a time to live, and only the server starts it",
            Process.class,
            process -> Stream.of(
                            unless(process.isExecutable(), "should be executable"),
                            unless(camunda(process, "versionTag") != null, "should have a version tag"),
                            unless(daysToLive(process) >= 180, "the history's time to live should be P180D or longer"),
                            unless(
                                    "false".equals(camunda(process, "isStartableInTasklist")),
                                    "should not be startable in Tasklist: it would be a process without a trade"))
                    .flatMap(faults -> faults));

    static final Convention OUTWARD = each(
            "what leaves the process does so in a job of its own",
            FlowNode.class,
            node -> unless(
                    !isOutward(node) || node.isCamundaAsyncBefore() || followsAJob(node), "should be asyncBefore"));

    static final Convention RETRIES = each(
            "a job has a retry cycle that grows, and is exclusive",
            FlowNode.class,
            node -> isJob(node) ? jobFaults(node) : Stream.empty());

    static final Convention CALLED = Convention.of(
            "a called process is one of ours, of the same deployment",
            model -> model.content().getModelElementsByType(CallActivity.class).stream()
                    .flatMap(call ->
                            callFaults(call, model.all().processIds()).map(fault -> new Fault(call.getId(), fault))));

    static final Convention BUSINESS_KEY = each(
            "a call passes the trading identifier on",
            CallActivity.class,
            call -> unless(
                    handedIn(call).anyMatch(in -> "#{execution.processBusinessKey}".equals(in.getCamundaBusinessKey())),
                    "should pass the business key #{execution.processBusinessKey}: it is not inherited"));

    static final Convention ONLY_WHAT_IS_NEEDED = each(
            "a call hands over the variables that it names, never all",
            CallActivity.class,
            call -> unless(
                    handedIn(call).allMatch(in -> in.getCamundaVariables() == null),
                    "should name its variables one by one"));

    static final Convention NO_SCRIPTS = Convention.of("no model has a script", model -> Stream.concat(
                    model.content().getModelElementsByType(ScriptTask.class).stream(),
                    model.content().getModelElementsByType(CamundaScript.class).stream())
            .map(script -> new Fault(References.owner(script), "has a script; what it does belongs into a bean")));

    static final List<Convention> ALL =
            List.of(PLATFORM, LIFE, OUTWARD, RETRIES, CALLED, BUSINESS_KEY, ONLY_WHAT_IS_NEEDED, NO_SCRIPTS);

    private ExecutionConventions() {}

    private static Stream<String> callFaults(CallActivity call, Set<String> processIds) {
        return Stream.concat(
                unless(
                        processIds.contains(call.getCalledElement()),
                        "calls " + call.getCalledElement() + ", which is no process of ours: "
                                + Nearest.advice(
                                        Objects.requireNonNullElse(call.getCalledElement(), ""),
                                        processIds,
                                        UnaryOperator.identity())),
                unless(
                        "deployment".equals(call.getCamundaCalledElementBinding()),
                        "the binding should be deployment: a running order keeps the models it started with"));
    }

    private static boolean isOutward(FlowNode node) {
        return node instanceof ServiceTask || node instanceof SendTask || node instanceof BusinessRuleTask;
    }

    /** Where all that leads here ends in a job, this one begins it: a second job would do nothing. */
    private static boolean followsAJob(FlowNode node) {
        var before = node.getPreviousNodes().list();
        return !before.isEmpty() && before.stream().allMatch(Model::isLeftInAJob);
    }

    private static boolean isJob(FlowNode node) {
        return node.isCamundaAsyncBefore() || Model.endsInAJob(node);
    }

    private static Stream<String> jobFaults(FlowNode node) {
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

    private static Stream<CamundaIn> handedIn(CallActivity call) {
        return call.getExtensionElements() == null
                ? Stream.empty()
                : call.getExtensionElements().getChildElementsByType(CamundaIn.class).stream();
    }

    private static int daysToLive(Process process) {
        var timeToLive = Objects.requireNonNullElse(camunda(process, "historyTimeToLive"), "");
        return timeToLive.matches("P\\d+D") ? Integer.parseInt(timeToLive.replaceAll("\\D", "")) : 0;
    }

    private static String camunda(BaseElement element, String attribute) {
        return element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, attribute);
    }

    private static boolean isMadeForThisEngine(Definitions definitions) {
        return "Camunda Platform".equals(modeler(definitions, "executionPlatform"))
                && "7.24.0".equals(modeler(definitions, "executionPlatformVersion"));
    }

    private static String modeler(Definitions definitions, String attribute) {
        return definitions.getAttributeValueNs(MODELER_NS, attribute);
    }
}
