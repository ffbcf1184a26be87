package org.coincide.processes.paths.graph;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.paths.expression.JuelExpression;

/** Reads one element of a model into a node. */
final class ProcessNodeReader {

    private final String file;
    private final Map<String, ProcessGraph> processes;
    private final TaskOutcomeReader outcomes;

    ProcessNodeReader(String file, Map<String, ProcessGraph> processes, TaskOutcomeReader outcomes) {
        this.file = file;
        this.processes = processes;
        this.outcomes = outcomes;
    }

    ProcessNode read(FlowNode element) {
        var node = new ProcessNode(file, element.getId(), NodeTypeReader.of(element));
        node.asyncBefore = element.isCamundaAsyncBefore();
        node.asyncAfter = "true".equals(camunda(element, "asyncAfter"));
        if (element instanceof Event event) {
            node.statuses = DeclaredStatus.of(event).toList();
            node.statusesOnLeave = event instanceof CatchEvent && !(event instanceof StartEvent);
        }
        node.trigger = EventTriggerReader.of(element).orElse(null);
        node.interrupting = isInterrupting(element);
        node.compensates = EventTriggerReader.compensates(element);
        readParameters(element, node);
        if (element instanceof CallActivity call) {
            readCall(call, node);
        }
        if (element instanceof Activity activity
                && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics characteristics) {
            node.multiInstance = multiInstance(characteristics, node);
        }
        readOutcomes(element, node);
        node.delegate = TaskOutcomeReader.bean(element);
        return node;
    }

    private void readOutcomes(FlowNode element, ProcessNode node) {
        try {
            node.outcomes = outcomes.of(element, node.type);
            node.worker = outcomes.worker(element);
            node.decisions = outcomes.decisions(element);
        } catch (IllegalArgumentException invalid) {
            throw new UnsupportedModelException(file, node.id, invalid.getMessage());
        }
    }

    private static boolean isInterrupting(FlowNode element) {
        return element instanceof BoundaryEvent boundary
                ? boundary.cancelActivity()
                : !(element instanceof StartEvent start) || start.isInterrupting();
    }

    private static void readParameters(FlowNode element, ProcessNode node) {
        extensions(element, CamundaInputOutput.class).forEach(parameters -> {
            node.inputs = parameters.getCamundaInputParameters().stream()
                    .map(input -> new VariableMapping(input.getCamundaName(), expression(node, input.getTextContent())))
                    .toList();
            node.outputs = parameters.getCamundaOutputParameters().stream()
                    .map(output ->
                            new VariableMapping(output.getCamundaName(), expression(node, output.getTextContent())))
                    .toList();
        });
    }

    private void readCall(CallActivity call, ProcessNode node) {
        node.body = Optional.ofNullable(processes.get(call.getCalledElement())).orElse(null);
        node.callInputs = extensions(call, CamundaIn.class)
                .filter(in -> in.getCamundaTarget() != null)
                .map(in -> mapping(node, in.getCamundaTarget(), in.getCamundaSource(), in.getCamundaSourceExpression()))
                .toList();
        node.callOutputs = extensions(call, CamundaOut.class)
                .filter(out -> out.getCamundaTarget() != null)
                .map(out ->
                        mapping(node, out.getCamundaTarget(), out.getCamundaSource(), out.getCamundaSourceExpression()))
                .toList();
    }

    private static VariableMapping mapping(ProcessNode node, String target, String variable, String expression) {
        return new VariableMapping(
                target, variable == null ? expression(node, expression) : JuelExpression.ofVariable(variable));
    }

    private static MultiInstance multiInstance(MultiInstanceLoopCharacteristics characteristics, ProcessNode node) {
        var cardinality = characteristics.getLoopCardinality() == null
                ? collection(characteristics.getCamundaCollection())
                : characteristics.getLoopCardinality().getTextContent();
        var completionCondition = characteristics.getCompletionCondition() == null
                ? null
                : expression(node, characteristics.getCompletionCondition().getTextContent());
        return new MultiInstance(
                expression(node, cardinality),
                characteristics.getCamundaElementVariable(),
                completionCondition,
                characteristics.isSequential(),
                characteristics.isCamundaAsyncBefore(),
                characteristics.isCamundaAsyncAfter(),
                false);
    }

    private static String collection(String name) {
        return Objects.requireNonNullElse(name, "").contains("{") ? name : "${" + name + "}";
    }

    static JuelExpression expression(ProcessNode node, String text) {
        try {
            return new JuelExpression(Objects.requireNonNullElse(text, ""));
        } catch (IllegalArgumentException invalid) {
            throw new UnsupportedModelException(
                    node.file, node.id, "its expression " + text + " " + invalid.getMessage());
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
}
