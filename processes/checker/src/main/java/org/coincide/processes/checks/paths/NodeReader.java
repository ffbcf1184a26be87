package org.coincide.processes.checks.paths;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.checks.contract.Status;

/** Reads one element of a model. */
final class NodeReader {

    private final String file;
    private final Map<String, Block> processes;
    private final OutcomeReader outcomes;

    NodeReader(String file, ModelSet models, Map<String, Block> processes) {
        this.file = file;
        this.processes = processes;
        this.outcomes = new OutcomeReader(models);
    }

    Node read(FlowNode element) {
        var node = new Node(file, element.getId(), Kinds.of(element));
        node.jobBefore = element.isCamundaAsyncBefore();
        node.jobAfter = "true".equals(camunda(element, "asyncAfter"));
        if (element instanceof Event event) {
            node.says = Status.saidBy(event).toList();
            node.saysWhenLeft = event instanceof CatchEvent && !(event instanceof StartEvent);
        }
        node.trigger = Triggers.of(element).orElse(null);
        node.interrupting = isInterrupting(element);
        node.undoes = Triggers.undoes(element);
        readParameters(element, node);
        if (element instanceof CallActivity call) {
            readCall(call, node);
        }
        if (element instanceof Activity activity
                && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics repeated) {
            node.repetition = repetition(repeated, node);
        }
        readOutcomes(element, node);
        return node;
    }

    private void readOutcomes(FlowNode element, Node node) {
        try {
            node.outcomes = outcomes.of(element, node.kind);
        } catch (IllegalArgumentException unreadable) {
            throw new UnreadableException(file, node.id, unreadable.getMessage());
        }
    }

    private static boolean isInterrupting(FlowNode element) {
        return element instanceof BoundaryEvent boundary
                ? boundary.cancelActivity()
                : !(element instanceof StartEvent start) || start.isInterrupting();
    }

    private static void readParameters(FlowNode element, Node node) {
        extensions(element, CamundaInputOutput.class).forEach(parameters -> {
            node.in = parameters.getCamundaInputParameters().stream()
                    .map(input -> new Assignment(input.getCamundaName(), term(node, input.getTextContent())))
                    .toList();
            node.out = parameters.getCamundaOutputParameters().stream()
                    .map(output -> new Assignment(output.getCamundaName(), term(node, output.getTextContent())))
                    .toList();
        });
    }

    private void readCall(CallActivity call, Node node) {
        node.inside =
                Optional.ofNullable(processes.get(call.getCalledElement())).orElse(null);
        node.calledWith = extensions(call, CamundaIn.class)
                .filter(in -> in.getCamundaTarget() != null)
                .map(in ->
                        assignment(node, in.getCamundaTarget(), in.getCamundaSource(), in.getCamundaSourceExpression()))
                .toList();
        node.answers = extensions(call, CamundaOut.class)
                .filter(out -> out.getCamundaTarget() != null)
                .map(out -> assignment(
                        node, out.getCamundaTarget(), out.getCamundaSource(), out.getCamundaSourceExpression()))
                .toList();
    }

    private static Assignment assignment(Node node, String target, String variable, String expression) {
        return new Assignment(target, variable == null ? term(node, expression) : Term.orNothing(variable));
    }

    private static Repetition repetition(MultiInstanceLoopCharacteristics repeated, Node node) {
        var times = repeated.getLoopCardinality() == null
                ? collection(repeated.getCamundaCollection())
                : repeated.getLoopCardinality().getTextContent();
        var enough = repeated.getCompletionCondition() == null
                ? null
                : term(node, repeated.getCompletionCondition().getTextContent());
        return new Repetition(
                term(node, times),
                repeated.getCamundaElementVariable(),
                enough,
                repeated.isSequential(),
                repeated.isCamundaAsyncBefore(),
                repeated.isCamundaAsyncAfter(),
                false);
    }

    private static String collection(String name) {
        return Objects.requireNonNullElse(name, "").contains("{") ? name : "${" + name + "}";
    }

    static Term term(Node node, String text) {
        try {
            return new Term(Objects.requireNonNullElse(text, ""));
        } catch (IllegalArgumentException unreadable) {
            throw new UnreadableException(node.file, node.id, "its expression " + text + " " + unreadable.getMessage());
        }
    }

    static <T extends ModelElementInstance> Stream<T> extensions(FlowNode element, Class<T> kind) {
        return element.getExtensionElements() == null
                ? Stream.empty()
                : element.getExtensionElements().getChildElementsByType(kind).stream();
    }

    static String camunda(ModelElementInstance element, String attribute) {
        return element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, attribute);
    }

    static boolean throwsEvent(FlowNode element) {
        return element instanceof IntermediateThrowEvent || element instanceof EndEvent;
    }
}
