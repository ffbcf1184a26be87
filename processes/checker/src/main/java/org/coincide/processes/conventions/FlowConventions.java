package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.Convention.each;
import static org.coincide.processes.conventions.Convention.unless;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.flows.InertLoops;
import org.coincide.processes.lifecycle.DeclaredStatus;

/** Conventions for sequence flows and transactions. */
final class FlowConventions {

    private static final String OUTSIDE_QUOTES = "(?=(?:[^']*'[^']*')*[^']*$)";
    private static final Map<String, String> WORDS =
            Map.of("eq", "==", "ne", "!=", "lt", "<", "gt", ">", "le", "<=", "ge", ">=", "and", "&&", "or", "||");
    /** One comparison of a variable. */
    private static final Pattern COMPARISON = Pattern.compile("^(\\w+)(==|!=|<=|>=|<|>)('[^']*'|[\\w.]+)$");

    private static final Map<String, String> OPPOSITES = Map.of("==", "!=", "<", ">=", ">=", "<", ">", "<=", "<=", ">");

    static final Convention CONDITIONS = each(
            "each flow of a question has a condition, so that an unexpected value fails",
            SequenceFlow.class,
            flow -> unless(
                    !NamingConventions.decides(flow.getSource())
                            || condition(flow).matches("[$#]\\{.+}"),
                    "should have a condition ${…}"));

    static final Convention NEGATED_NO =
            each("the condition of the flow No negates the condition of the flow Yes", Gateway.class, gateway -> answer(
                            gateway, "No")
                    .flatMap(no -> unless(
                            answer(gateway, "Yes").anyMatch(yes -> isNegated(code(yes), code(no))),
                            "its flow No should have the condition of its flow Yes, negated with !")));

    static final Convention PARALLEL_JOINS = Convention.of(
            "of several branches that wait, each reaches a parallel join in a job that calls no partner",
            model -> model.content().getModelElementsByType(ParallelGateway.class).stream()
                    .filter(gateway -> gateway.getIncoming().size() > 1 && !gateway.isCamundaAsyncBefore())
                    .filter(gateway -> JoinedBranches.mayCollide(gateway, model))
                    .map(
                            gateway -> new Violation(
                                    gateway.getId(),
                                    "should be asyncBefore, or its branches end in jobs that call no partner: otherwise, of two"
                                            + " branches that end at the same time, one is rolled back and its call repeated")));

    static final Convention STATUSES_AFTER_MESSAGES = each(
            "a status after a message is declared in a job of its own, so that a failure does not reach the sender",
            FlowNode.class,
            node -> unless(
                    DeclaredStatus.of(node).findAny().isEmpty()
                            || !sharesTheTransaction(node, FlowConventions::receivesMessage),
                    "should be asyncBefore"));

    /** The engine ends a branch silently at any element without an outgoing flow, as if the rest of the model were not there. */
    static final Convention ENDS = each(
            "a branch ends at an end event",
            FlowNode.class,
            node -> unless(
                    node instanceof EndEvent
                            || !node.getOutgoing().isEmpty()
                            || isUnconnected(node)
                            || isHandler(node)
                            || node.getChildElementsByType(LinkEventDefinition.class).stream()
                                    .findAny()
                                    .isPresent(),
                    "has no flow that leaves it, so that the process ends here; connect it to what follows, or to an end"
                            + " event"));

    /** Such a loop has the same answers in each round: the engine would execute it for ever, without an incident. */
    static final Convention LOOPS = Convention.of(
            "a loop contains an element that waits or that changes an answer", model -> InertLoops.in(model.content())
                    .map(element -> new Violation(
                            element.getId(),
                            "is in a loop in which nothing waits and no answer changes; add a timer, a task or a message"
                                    + " to the loop")));

    /** The engine would execute a job after the other for ever, without an incident, as long as each succeeds. */
    static final Convention ENDLESS_LOOPS = Convention.of(
            "a loop in which nothing waits has a way out besides an error",
            model -> InertLoops.withoutExit(model.content())
                    .map(element -> new Violation(
                            element.getId(),
                            "is in a loop in which nothing waits and that only an error leaves; lead the flow out of the"
                                    + " loop, or add a gateway, a timer, a task or a message to it")));

    static final List<Convention> ALL =
            List.of(CONDITIONS, NEGATED_NO, PARALLEL_JOINS, STATUSES_AFTER_MESSAGES, ENDS, LOOPS, ENDLESS_LOOPS);

    private FlowConventions() {}

    /** An element that no flow reaches is a draft, which does nothing, or a start, whose paths other rules check. */
    private static boolean isUnconnected(FlowNode node) {
        return node.getIncoming().isEmpty() && !(node instanceof BoundaryEvent);
    }

    /** Returns whether an event calls this node, or an association leads to it, in place of a flow. */
    private static boolean isHandler(FlowNode node) {
        return node instanceof SubProcess subProcess && subProcess.triggeredByEvent()
                || node instanceof Activity activity && activity.isForCompensation()
                || node instanceof BoundaryEvent
                        && !node.getChildElementsByType(CompensateEventDefinition.class)
                                .isEmpty();
    }

    private static Stream<SequenceFlow> answer(Gateway gateway, String name) {
        return gateway.getOutgoing().stream().filter(flow -> name.equals(flow.getName()));
    }

    /** A Yes with != is negated with ! alone: its answers would otherwise look the same when they are exchanged. */
    private static boolean isNegated(String code, String other) {
        return other.equals("!(" + code + ")")
                || code.matches("\\w+") && other.equals("!" + code)
                || COMPARISON
                        .matcher(code)
                        .results()
                        .anyMatch(compared ->
                                other.equals(compared.group(1) + OPPOSITES.get(compared.group(2)) + compared.group(3)));
    }

    /** The code of a condition without the differences that an editor's way of writing makes. */
    private static String code(SequenceFlow flow) {
        var code = condition(flow).replaceAll("^[$#]\\{|}$", "").replace('"', '\'');
        for (var operator : WORDS.entrySet()) {
            code = code.replaceAll("\\b" + operator.getKey() + "\\b" + OUTSIDE_QUOTES, operator.getValue());
        }
        return code.replaceAll("\\s+" + OUTSIDE_QUOTES, "");
    }

    private static String condition(SequenceFlow flow) {
        return flow.getConditionExpression() == null
                ? ""
                : Objects.requireNonNullElse(flow.getConditionExpression().getTextContent(), "")
                        .strip();
    }

    /** Returns whether this node runs in the same transaction as a matching previous node. */
    private static boolean sharesTheTransaction(FlowNode node, Predicate<FlowNode> matches) {
        return !node.isCamundaAsyncBefore()
                && node.getPreviousNodes().list().stream()
                        .filter(previous -> !CheckedModel.endsInAJob(previous))
                        .anyMatch(previous -> matches.test(previous)
                                || previous instanceof Gateway && sharesTheTransaction(previous, matches));
    }

    /** Returns whether a failure of this node would roll back what a person or a sender of a message did. */
    static boolean sharesTheTransactionOfAPerson(FlowNode node) {
        return sharesWhole(node, new HashSet<>());
    }

    private static boolean sharesWhole(FlowNode node, Set<FlowNode> seen) {
        return seen.add(node)
                && !node.isCamundaAsyncBefore()
                && node.getPreviousNodes().list().stream()
                        .filter(previous -> !CheckedModel.endsInAJob(previous))
                        .anyMatch(previous -> isOfAPerson(previous)
                                || !(previous instanceof CallActivity) && sharesWhole(previous, seen));
    }

    private static boolean isOfAPerson(FlowNode node) {
        return receivesMessage(node) || node instanceof UserTask || node instanceof SubProcess;
    }

    private static boolean receivesMessage(FlowNode node) {
        return node instanceof ReceiveTask
                || node instanceof CatchEvent event
                        && !event.getChildElementsByType(MessageEventDefinition.class)
                                .isEmpty();
    }
}
