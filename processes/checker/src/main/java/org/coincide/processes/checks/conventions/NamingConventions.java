package org.coincide.processes.checks.conventions;

import static org.coincide.processes.checks.conventions.Convention.each;
import static org.coincide.processes.checks.conventions.Convention.unless;

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

/** What things are called. */
final class NamingConventions {

    static final Convention FILE = Convention.of(
            "a file is named after its process, and the process in kebab-case, a noun",
            model -> model.content().getModelElementsByType(Process.class).stream()
                    .flatMap(process ->
                            fileFaults(model.file(), process).map(fault -> new Fault(process.getId(), fault))));

    static final Convention IDS = each(
                    "an identifier says of what kind its element is",
                    FlowElement.class,
                    element -> unless(
                            isGivenByModeler(element)
                                    || element.getId()
                                            .matches(prefixOf(element) + "([A-Z][A-Za-z0-9]*)(_[A-Z][A-Za-z0-9]*)?"),
                            "the identifier should be " + prefixOf(element) + "UpperCamelCase"))
            .forReaders();

    static final Convention ACTIVITIES = each(
                    "a task is a verb and a noun, and its identifier says the same",
                    Activity.class,
                    activity -> nameFaults(activity, activity.getName()))
            .forReaders();

    static final Convention EVENTS = each(
                    "an event names a state that is reached, a noun and a participle, and its identifier says the same",
                    Event.class,
                    event -> nameFaults(event, event.getName()))
            .forReaders();

    static final Convention QUESTIONS = each(
                    "a gateway that decides asks a question, and its identifier says the same; all others are unnamed",
                    Gateway.class,
                    gateway -> decides(gateway)
                            ? unless(asks(gateway), "should ask a question that has the words of its identifier")
                            : unless(gateway.getName() == null, "decides nothing, so it should have no name"))
            .forReaders();

    static final Convention ANSWERS = each(
                    "the answers stand on the flows of a question, and no other flow is named",
                    SequenceFlow.class,
                    flow -> decides(flow.getSource())
                            ? unless(Words.isSentence(flow.getName()), "should be named with an answer")
                            : unless(flow.getName() == null, "answers nothing, so it should have no name"))
            .forReaders();

    static final Convention MESSAGES = each(
                    "a message is noun.participle, and its identifier says the same",
                    Message.class,
                    message -> unless(
                            Objects.requireNonNullElse(message.getName(), "").matches("[a-z]+\\.[a-z]+")
                                    && message.getId().equals("Message_" + Words.upperCamel(message.getName())),
                            "should be Message_NounParticiple with the name noun.participle"))
            .forReaders();

    static final Convention ERRORS = each(
                    "an error is a business fact in UPPER_SNAKE, and its identifier says the same",
                    Error.class,
                    error -> unless(
                            Objects.requireNonNullElse(error.getErrorCode(), "").matches("[A-Z]+(_[A-Z]+)*")
                                    && error.getErrorCode().equals(error.getName())
                                    && error.getId().equals("Error_" + Words.upperCamel(error.getErrorCode())),
                            "should be Error_BusinessFact with the name and the code BUSINESS_FACT"))
            .forReaders();

    static final Convention BEANS = each(
            "a service task calls the bean of its own name",
            ServiceTask.class,
            task -> unless(
                    beanOf(task).equals(task.getCamundaDelegateExpression()),
                    "should call the delegate expression " + beanOf(task)));

    static final Convention VARIABLES = Convention.of("a variable is in camelCase", model -> variables(model.content())
                    .filter(name -> !name.matches("[a-z][A-Za-z0-9]*"))
                    .map(name -> new Fault(name, "the variable should be in camelCase")))
            .forReaders();

    static final List<Convention> ALL =
            List.of(FILE, IDS, ACTIVITIES, EVENTS, QUESTIONS, ANSWERS, MESSAGES, ERRORS, BEANS, VARIABLES);

    private static final Map<Class<? extends FlowElement>, String> PREFIXES = prefixes();

    private NamingConventions() {}

    /** Nobody names a flow; nothing else names it either, so it may keep what Camunda Modeler called it. */
    private static boolean isGivenByModeler(FlowElement element) {
        return element instanceof SequenceFlow && element.getId().matches("Flow_[0-9a-z]{7}");
    }

    /** Whether this element chooses between ways: more than one leaves it, and it is not one that takes them all. */
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

    private static Stream<String> fileFaults(String file, Process process) {
        var words = String.join(" ", Words.of(process.getId()));
        return Stream.of(
                        unless(
                                file.equals(process.getId() + ".bpmn"),
                                "the file should be " + process.getId() + ".bpmn"),
                        unless(process.getId().matches("[a-z]+(-[a-z]+)*"), "the identifier should be in kebab-case"),
                        unless(
                                Words.isSentence(process.getName())
                                        && String.join(" ", Words.of(process.getName()))
                                                .equals(words),
                                "the name should be the identifier in words"))
                .flatMap(faults -> faults);
    }

    private static Stream<String> nameFaults(BaseElement element, String name) {
        var kept = Words.isSentence(name)
                && Words.of(name).size() > 1
                && Words.upperCamel(name).equals(Words.meaning(element.getId()));
        return unless(kept, "should be named in two words or more, the first in capitals, those of its identifier");
    }

    private static boolean asks(Gateway gateway) {
        var name = Objects.requireNonNullElse(gateway.getName(), "");
        return name.matches("[A-Z][^A-Z]*\\?") && Words.of(name).containsAll(Words.ofId(gateway.getId()));
    }

    private static String beanOf(ServiceTask task) {
        return "${" + Words.lowerFirst(Words.meaning(task.getId())) + "}";
    }

    private static String prefixOf(FlowElement element) {
        return PREFIXES.entrySet().stream()
                .filter(prefix -> prefix.getKey().isInstance(element))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The first kind that fits gives the prefix. */
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
