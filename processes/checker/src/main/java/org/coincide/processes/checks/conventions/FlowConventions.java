package org.coincide.processes.checks.conventions;

import static org.coincide.processes.checks.conventions.Convention.each;
import static org.coincide.processes.checks.conventions.Convention.unless;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.coincide.processes.checks.contract.Status;

/** Where a token goes, and in whose transaction. */
final class FlowConventions {

    static final Convention CONDITIONS = each(
            "each answer has its condition, an expression, so that what nobody foresaw fails aloud",
            SequenceFlow.class,
            flow -> unless(
                    !NamingConventions.decides(flow.getSource())
                            || condition(flow).matches("\\$\\{.+}"),
                    "should have a condition ${…}"));

    static final Convention NO_MEANS_NO =
            each("the flow named No has the condition of the flow named Yes, negated", Gateway.class, gateway -> answer(
                            gateway, "No")
                    .flatMap(no -> unless(
                            answer(gateway, "Yes")
                                    .anyMatch(yes -> negated(condition(yes)).contains(condition(no))),
                            "its flow No should have the condition of its flow Yes, negated with !")));

    static final Convention JOINS = each(
            "a parallel join waits in a job of its own: what the branches have done is committed before they meet",
            ParallelGateway.class,
            gateway -> unless(
                    gateway.getIncoming().size() < 2 || gateway.isCamundaAsyncBefore(),
                    "should be asyncBefore: else one of two branches that end at once is rolled back and runs again"));

    static final Convention REPORTS = each(
            "a status that follows a message stands in a job of its own: whoever reports is not the one who fails",
            FlowNode.class,
            node -> unless(
                    Status.saidBy(node).findAny().isEmpty() || !sharesTheTransaction(node, FlowConventions::isReport),
                    "should be asyncBefore"));

    static final List<Convention> ALL = List.of(CONDITIONS, NO_MEANS_NO, JOINS, REPORTS);

    private FlowConventions() {}

    private static Stream<SequenceFlow> answer(Gateway gateway, String name) {
        return gateway.getOutgoing().stream().filter(flow -> name.equals(flow.getName()));
    }

    private static List<String> negated(String condition) {
        var inner = condition.replaceAll("^\\$\\{|}$", "");
        return inner.matches("\\w+") ? List.of("${!" + inner + "}") : List.of("${!(" + inner + ")}");
    }

    private static String condition(SequenceFlow flow) {
        return flow.getConditionExpression() == null
                ? ""
                : Objects.requireNonNullElse(flow.getConditionExpression().getTextContent(), "")
                        .strip();
    }

    /** Whether this node runs in the same transaction as one that fits, further up. */
    private static boolean sharesTheTransaction(FlowNode node, Predicate<FlowNode> fits) {
        return !node.isCamundaAsyncBefore()
                && node.getPreviousNodes().list().stream()
                        .filter(previous -> !Model.endsInAJob(previous))
                        .anyMatch(previous -> fits.test(previous)
                                || previous instanceof Gateway && sharesTheTransaction(previous, fits));
    }

    private static boolean isReport(FlowNode node) {
        return node instanceof ReceiveTask
                || node instanceof CatchEvent event
                        && !event.getChildElementsByType(MessageEventDefinition.class)
                                .isEmpty();
    }
}
