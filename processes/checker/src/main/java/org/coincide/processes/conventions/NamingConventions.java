package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.Convention.each;
import static org.coincide.processes.conventions.Convention.unless;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.coincide.processes.references.ExternalTasks;
import org.coincide.processes.references.NameWords;

/** Conventions for names and identifiers. */
final class NamingConventions {

    static final Convention FILE = Convention.of(
            "a file is named after its process, whose identifier is a noun in kebab-case",
            model -> model.content().getModelElementsByType(Process.class).stream()
                    .flatMap(process -> fileViolations(model.file(), process)
                            .map(violation -> new Violation(process.getId(), violation))));

    /** In any language: people read it, nothing refers to it. */
    static final Convention PROCESSES = each(
                    "a process has a name",
                    Process.class,
                    process -> unless(
                            !Objects.requireNonNullElse(process.getName(), "").isBlank(),
                            "should have a name, which Cockpit shows"))
            .asAdvice();

    static final Convention IDS = each(
                    "an identifier begins with the type of its element",
                    FlowElement.class,
                    element -> unless(
                            isGenerated(element)
                                    || element.getId()
                                            .matches(prefixOf(element) + "([A-Z][A-Za-z0-9]*)(_[A-Z][A-Za-z0-9]*)?"),
                            "the identifier should be " + prefixOf(element) + "UpperCamelCase"))
            .asAdvice();

    static final Convention ACTIVITIES = each(
                    "a task is named with a verb and a noun, and its identifier has the same words",
                    Activity.class,
                    activity -> nameViolations(activity, activity.getName()))
            .asAdvice();

    static final Convention EVENTS = each(
                    "an event is named with a noun and a participle, and its identifier has the same words",
                    Event.class,
                    event -> nameViolations(event, event.getName()))
            .asAdvice();

    static final Convention QUESTIONS = each(
                    "a gateway that decides is named with a question, and its identifier has the same words; others"
                            + " have no name",
                    Gateway.class,
                    gateway -> decides(gateway)
                            ? unless(
                                    isQuestion(gateway),
                                    "should be named with a question that has the words of its identifier")
                            : unless(gateway.getName() == null, "decides nothing and should have no name"))
            .asAdvice();

    static final Convention ANSWERS = each(
                    "a flow of a question is named with an answer; others have no name",
                    SequenceFlow.class,
                    flow -> decides(flow.getSource())
                            ? unless(NameWords.isSentence(flow.getName()), "should be named with an answer")
                            : unless(flow.getName() == null, "answers no question and should have no name"))
            .asAdvice();

    static final Convention MESSAGES = each(
                    "a message is named noun.participle, and its identifier has the same words",
                    Message.class,
                    message -> unless(
                            Objects.requireNonNullElse(message.getName(), "").matches("[a-z]+\\.[a-z]+")
                                    && message.getId().equals("Message_" + NameWords.upperCamel(message.getName())),
                            "should be Message_NounParticiple with the name noun.participle"))
            .asAdvice();

    static final Convention ERRORS = each(
                    "an error is a business fact in UPPER_SNAKE, and its identifier has the same words",
                    Error.class,
                    error -> unless(
                            Objects.requireNonNullElse(error.getErrorCode(), "").matches("[A-Z]+(_[A-Z]+)*")
                                    && error.getErrorCode().equals(error.getName())
                                    && error.getId().equals("Error_" + NameWords.upperCamel(error.getErrorCode())),
                            "should be Error_BusinessFact with the name and the code BUSINESS_FACT"))
            .asAdvice();

    static final Convention DELEGATES = each(
            "a service task calls the delegate that has the name of the task",
            ServiceTask.class,
            task -> unless(
                    ExternalTasks.is(task) || delegateOf(task).equals(task.getCamundaDelegateExpression()),
                    "should call the delegate expression " + delegateOf(task)));

    static final Convention VARIABLES = Convention.of("a variable is in camelCase", model -> variables(model.content())
                    .filter(name -> !name.matches("[a-z][A-Za-z0-9]*"))
                    .map(name -> new Violation(name, "the variable should be in camelCase")))
            .asAdvice();

    static final List<Convention> ALL = List.of(
            FILE, PROCESSES, IDS, ACTIVITIES, EVENTS, QUESTIONS, ANSWERS, MESSAGES, ERRORS, DELEGATES, VARIABLES);

    private static final Map<Class<? extends FlowElement>, String> PREFIXES = prefixes();

    private NamingConventions() {}

    /** Returns whether the identifier is generated by Camunda Modeler; nothing refers to a flow, so it may stay. */
    private static boolean isGenerated(FlowElement element) {
        return element instanceof SequenceFlow && element.getId().matches("Flow_[0-9a-z]{7}");
    }

    /** Returns whether the element is a gateway that chooses between several outgoing flows. */
    static boolean decides(BaseElement element) {
        return element instanceof Gateway gateway
                && !(gateway instanceof ParallelGateway)
                && !(gateway instanceof EventBasedGateway)
                && gateway.getOutgoing().size() > 1;
    }

    private static Stream<String> variables(BpmnModelInstance model) {
        return Stream.of(
                        model.getModelElementsByType(CamundaIn.class).stream().map(CamundaIn::getCamundaTarget),
                        model.getModelElementsByType(CamundaOut.class).stream().map(CamundaOut::getCamundaTarget),
                        model.getModelElementsByType(CamundaOutputParameter.class).stream()
                                .map(CamundaOutputParameter::getCamundaName))
                .flatMap(names -> names)
                .filter(Objects::nonNull);
    }

    private static Stream<String> fileViolations(String file, Process process) {
        return Stream.of(
                        unless(
                                file.equals(process.getId() + ".bpmn"),
                                "the file should be " + process.getId() + ".bpmn, or the identifier of the process "
                                        + file.replace(".bpmn", "")),
                        unless(
                                process.getId().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
                                "the identifier should be in kebab-case"))
                .flatMap(violations -> violations);
    }

    private static Stream<String> nameViolations(BaseElement element, String name) {
        var matches = NameWords.isSentence(name)
                && NameWords.of(name).size() > 1
                && NameWords.upperCamel(name).equals(NameWords.stem(element.getId()));
        return unless(
                matches,
                "should be named with the words of its identifier, at least two, such as \"Authorize payment\"");
    }

    private static boolean isQuestion(Gateway gateway) {
        var name = Objects.requireNonNullElse(gateway.getName(), "");
        return name.matches("[A-Z][^A-Z]*\\?") && NameWords.of(name).containsAll(NameWords.ofId(gateway.getId()));
    }

    private static String delegateOf(ServiceTask task) {
        return "${" + NameWords.lowerFirst(NameWords.stem(task.getId())) + "}";
    }

    private static String prefixOf(FlowElement element) {
        return PREFIXES.entrySet().stream()
                .filter(prefix -> prefix.getKey().isInstance(element))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The first matching type determines the prefix. */
    private static Map<Class<? extends FlowElement>, String> prefixes() {
        var prefixes = new LinkedHashMap<Class<? extends FlowElement>, String>();
        prefixes.put(StartEvent.class, "StartEvent_");
        prefixes.put(EndEvent.class, "EndEvent_");
        prefixes.put(BoundaryEvent.class, "BoundaryEvent_");
        prefixes.put(Event.class, "Event_");
        prefixes.put(Gateway.class, "Gateway_");
        prefixes.put(CallActivity.class, "CallActivity_");
        prefixes.put(Task.class, "Task_");
        prefixes.put(Activity.class, "Activity_");
        prefixes.put(SequenceFlow.class, "Flow_");
        return prefixes;
    }
}
