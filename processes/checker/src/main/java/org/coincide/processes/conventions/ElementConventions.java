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
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
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
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.Signal;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Transaction;
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

    static final Convention BOUNDARIES = each(
            "a boundary event has a trigger and an activity",
            BoundaryEvent.class,
            event -> Stream.concat(
                    Convention.unless(
                            event.getAttachedTo() != null, "is attached to no activity; drag it onto the edge of one"),
                    Convention.unless(
                            !event.getEventDefinitions().isEmpty(),
                            "has no trigger, so that it never occurs; choose a timer, a message, an error or an"
                                    + " escalation")));

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

    static final List<Convention> ALL = List.of(SUPPORTED, SIGNALS, BOUNDARIES, ERRORS, RECEIVED);

    private ElementConventions() {}

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
