package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.Convention.each;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CancelEventDefinition;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ComplexGateway;
import org.camunda.bpm.model.bpmn.instance.ConditionalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.Signal;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Transaction;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.references.NearestName;

/** Conventions for the kinds of elements: the path check follows most of BPMN, but not all. */
final class ElementConventions {

    private static final Map<Class<? extends FlowNode>, String> UNSUPPORTED_NODES = nodes();
    private static final Map<Class<? extends EventDefinition>, String> UNSUPPORTED_EVENTS = events();

    static final Convention SUPPORTED = each(
            "an element is of a kind that the path check follows",
            FlowNode.class,
            node -> Stream.concat(
                    UNSUPPORTED_NODES.entrySet().stream()
                            .filter(kind -> kind.getKey().isInstance(node))
                            .map(Map.Entry::getValue),
                    node instanceof Event
                            ? UNSUPPORTED_EVENTS.entrySet().stream()
                                    .filter(kind -> !node.getChildElementsByType(kind.getKey())
                                            .isEmpty())
                                    .map(Map.Entry::getValue)
                            : Stream.empty()));

    /** A signal ends no wait unless something throws it; nothing in the server does. */
    static final Convention SIGNALS = Convention.of(
            "a signal that an event waits for is thrown",
            model -> model.content().getModelElementsByType(CatchEvent.class).stream()
                    .flatMap(event -> event.getChildElementsByType(SignalEventDefinition.class).stream()
                            .map(SignalEventDefinition::getSignal)
                            .filter(Objects::nonNull)
                            .map(Signal::getName)
                            .map(name -> Objects.requireNonNullElse(name, "without a name"))
                            .filter(name -> !thrown(model).contains(name))
                            .map(name -> new Violation(
                                    event.getId(),
                                    "waits for the signal " + name + ", which nothing throws; "
                                            + (thrown(model).isEmpty()
                                                    ? "use a message of the server, an escalation or a timer"
                                                    : NearestName.suggestion(
                                                            name, thrown(model), UnaryOperator.identity()))))));

    static final Convention BOUNDARIES =
            each("a boundary event has a trigger and an activity", BoundaryEvent.class, event -> Stream.of(
                            Convention.unless(
                                    event.getAttachedTo() != null,
                                    "is attached to no activity; drag it onto the edge of one"),
                            Convention.unless(
                                    event.getEventDefinitions().size() <= 1,
                                    "has several triggers, of which the engine uses one; draw an event for each"),
                            Convention.unless(
                                    !event.getEventDefinitions().isEmpty(),
                                    "has no trigger, so that it never occurs; choose a timer, a message, an error or an"
                                            + " escalation"))
                    .flatMap(violations -> violations));

    /** In BPMN an error always ends its activity. The engine keeps the execution in it, and nothing continues it. */
    static final Convention ERRORS = each(
            "an error on a boundary interrupts",
            BoundaryEvent.class,
            event -> Convention.unless(
                    event.cancelActivity()
                            || event.getChildElementsByType(ErrorEventDefinition.class)
                                    .isEmpty(),
                    "does not interrupt its activity, which an error ends in any case; make it interrupting"));

    /** The engine would wait for a call of its API, which nothing in the server makes. */
    static final Convention RECEIVED = each(
            "a receive task waits for a message",
            ReceiveTask.class,
            task -> Convention.unless(
                    task.getMessage() != null, "names no message, so that it waits for ever; choose one"));

    /** A timer would start orders that nobody placed, a message those that have no variables. */
    static final Convention STARTS = each(
            "a process starts with an event without a trigger",
            StartEvent.class,
            event -> Convention.unless(
                    event.getEventDefinitions().isEmpty() || isEventSubProcess(event.getParentElement()),
                    "starts the process by itself, without an order; remove the trigger: the server or a call starts"
                            + " it"));

    /** The engine ignores the marker, which an editor easily takes for that of several instances. */
    static final Convention LOOPS = each(
            "an activity has no loop marker, which the engine ignores",
            Activity.class,
            activity -> Convention.unless(
                    activity.getDomElement()
                            .getChildElementsByNameNs(BpmnModelConstants.BPMN20_NS, "standardLoopCharacteristics")
                            .isEmpty(),
                    "has the marker of a loop, but runs once; lead a flow back from a gateway, or choose several"
                            + " instances"));

    /** The engine passes an event that throws a message without an implementation: nobody receives one. */
    static final Convention SENT_MESSAGES = each(
                    "an event that throws a message sends it",
                    ThrowEvent.class,
                    event -> event.getChildElementsByType(MessageEventDefinition.class).stream()
                            .flatMap(message -> Convention.unless(
                                    ElementReferences.attribute(message, "delegateExpression")
                                            .isPresent(),
                                    "sends no message; declare a status, of which the server informs the client, or use"
                                            + " a service task with the template Call worker")))
            .asAdvice();

    /** A task of no type is passed at once: nobody is told of it. */
    static final Convention TYPED_TASKS = each(
                    "a task is done by a person, a delegate, a worker or a decision",
                    Task.class,
                    task -> Convention.unless(
                            task instanceof UserTask
                                    || task instanceof ServiceTask
                                    || task instanceof SendTask
                                    || task instanceof ReceiveTask
                                    || task instanceof BusinessRuleTask
                                    || task instanceof ScriptTask,
                            "is passed without anybody doing it; change its type to a user task or a service task"))
            .asAdvice();

    static final List<Convention> ALL =
            List.of(SUPPORTED, SIGNALS, BOUNDARIES, ERRORS, RECEIVED, STARTS, LOOPS, SENT_MESSAGES, TYPED_TASKS);

    private ElementConventions() {}

    private static boolean isEventSubProcess(ModelElementInstance parent) {
        return parent instanceof SubProcess subProcess && subProcess.triggeredByEvent();
    }

    private static Set<String> thrown(CheckedModel model) {
        return model.all().processes().values().stream()
                .flatMap(content -> content.getModelElementsByType(ThrowEvent.class).stream())
                .flatMap(event -> event.getChildElementsByType(SignalEventDefinition.class).stream())
                .map(SignalEventDefinition::getSignal)
                .filter(Objects::nonNull)
                .map(Signal::getName)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<Class<? extends FlowNode>, String> nodes() {
        var kinds = new LinkedHashMap<Class<? extends FlowNode>, String>();
        kinds.put(InclusiveGateway.class, "is an inclusive gateway; use exclusive and parallel gateways");
        kinds.put(ComplexGateway.class, "is a complex gateway; use exclusive and parallel gateways");
        kinds.put(Transaction.class, "is a transaction; use a sub-process with compensation");
        return kinds;
    }

    private static Map<Class<? extends EventDefinition>, String> events() {
        var kinds = new LinkedHashMap<Class<? extends EventDefinition>, String>();
        kinds.put(
                SignalEventDefinition.class,
                "is a signal event, which reaches every trade at once; use an escalation within the trade, or a message"
                        + " of the server");
        kinds.put(LinkEventDefinition.class, "is a link event; draw the sequence flow");
        kinds.put(
                ConditionalEventDefinition.class,
                "is a conditional event; use a gateway after the element that sets the variable");
        kinds.put(CancelEventDefinition.class, "is a cancel event; use an error event or compensation");
        return kinds;
    }
}
