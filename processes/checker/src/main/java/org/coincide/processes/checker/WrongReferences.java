package org.coincide.processes.checker;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.InformationRequirement;
import org.camunda.bpm.model.xml.ModelInstance;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.model.Finding;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Finds references that lead to elements of another kind, and processes and decisions that nothing can refer to. The schemas of BPMN and
 * DMN allow both.
 */
final class WrongReferences {

    private static final String RULE = "flows and boundary events refer to elements of a process";
    private static final String SUPPORTED = "a sub-process is of a kind that the engine runs";
    private static final String NAMED = "a process and a decision have an id, and a requirement names a decision";

    private WrongReferences() {}

    static Stream<Finding> in(String file, BpmnModelInstance model) {
        var unsupported = adHocSubProcesses(file, model);
        if (!unsupported.isEmpty()) {
            // Every flow of such an element would be a finding, too, and is right once its type is.
            return unsupported.stream();
        }
        return Stream.of(
                        withoutId(file, model, Process.class),
                        ofFlows(file, model),
                        ofEnds(file, model),
                        ofNodes(file, model),
                        ofBoundaryEvents(file, model))
                .flatMap(findings -> findings);
    }

    /** The model API has no type for them, and the engine ignores them. */
    private static List<Finding> adHocSubProcesses(String file, BpmnModelInstance model) {
        var elements = ((Document) model.getDocument().getDomSource().getNode())
                .getElementsByTagNameNS(BpmnModelConstants.BPMN20_NS, "adHocSubProcess");
        return IntStream.range(0, elements.getLength())
                .mapToObj(index -> ((Element) elements.item(index)).getAttribute("id"))
                .map(id -> new Finding(
                        file,
                        id,
                        SUPPORTED,
                        "is an ad-hoc sub-process, which the engine does not run; remove the marker Ad-hoc",
                        true))
                .toList();
    }

    static Stream<Finding> in(String file, DmnModelInstance model) {
        return Stream.concat(
                withoutId(file, model, Decision.class),
                model.getModelElementsByType(InformationRequirement.class).stream()
                        .flatMap(requirement -> requirement.getDomElement().getChildElements().stream())
                        .filter(child -> child.getLocalName().equals("requiredDecision"))
                        .map(child -> String.valueOf(child.getAttribute("href")))
                        .filter(reference ->
                                !(model.getModelElementById(reference.replaceFirst("^#", "")) instanceof Decision))
                        .map(reference -> new Finding(
                                file,
                                "",
                                NAMED,
                                "requires the decision " + reference
                                        + ", which is not one of the file; connect it again",
                                true)));
    }

    private static <T extends ModelElementInstance> Stream<Finding> withoutId(
            String file, ModelInstance model, Class<T> kind) {
        return model.getModelElementsByType(kind).stream()
                .filter(element -> element.getAttributeValue("id") == null)
                .map(element -> new Finding(
                        file,
                        "",
                        NAMED,
                        "has a " + element.getElementType().getTypeName() + " without an id; enter one",
                        true));
    }

    private static Stream<Finding> ofFlows(String file, BpmnModelInstance model) {
        return model.getModelElementsByType(SequenceFlow.class).stream()
                .flatMap(flow -> Stream.of("sourceRef", "targetRef")
                        .map(flow::getAttributeValue)
                        .filter(reference -> isOther(model, reference, FlowNode.class::isInstance))
                        .map(reference -> finding(file, flow, reference, "an element that a flow can lead to")));
    }

    /** The engine accepts such flows, and ignores the one or continues the other as if the event had occurred. */
    private static Stream<Finding> ofEnds(String file, BpmnModelInstance model) {
        return model.getModelElementsByType(SequenceFlow.class).stream().flatMap(flow -> {
            var source = model.getModelElementById(String.valueOf(flow.getAttributeValue("sourceRef")));
            var target = model.getModelElementById(String.valueOf(flow.getAttributeValue("targetRef")));
            return Stream.concat(
                            source instanceof EndEvent
                                    ? Stream.of("begins at the end event " + id(source))
                                    : Stream.empty(),
                            target instanceof StartEvent || target instanceof BoundaryEvent
                                    ? Stream.of("leads to " + id(target) + ", which begins a path itself")
                                    : Stream.empty())
                    .map(fault -> new Finding(
                            file,
                            flow.getId() == null ? "" : flow.getId(),
                            RULE,
                            fault + "; connect tasks, gateways and intermediate events",
                            true));
        });
    }

    private static String id(ModelElementInstance element) {
        return element.getAttributeValue("id");
    }

    private static Stream<Finding> ofNodes(String file, BpmnModelInstance model) {
        return model.getModelElementsByType(FlowNode.class).stream().flatMap(node -> Stream.of(
                        BpmnModelConstants.BPMN_ELEMENT_INCOMING, BpmnModelConstants.BPMN_ELEMENT_OUTGOING)
                .flatMap(name ->
                        node.getDomElement().getChildElementsByNameNs(BpmnModelConstants.BPMN20_NS, name).stream())
                .map(DomElement::getTextContent)
                .filter(reference -> isOther(model, reference, SequenceFlow.class::isInstance))
                .map(reference -> finding(file, node, reference, "a sequence flow")));
    }

    private static Stream<Finding> ofBoundaryEvents(String file, BpmnModelInstance model) {
        return model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event ->
                        !(model.getModelElementById(event.getAttributeValue("attachedToRef")) instanceof Activity))
                .map(event -> finding(file, event, event.getAttributeValue("attachedToRef"), "a task or a call"));
    }

    /** A reference that leads nowhere is found later, as an unfinished flow. */
    private static boolean isOther(BpmnModelInstance model, String reference, Predicate<Object> isRight) {
        return Optional.ofNullable(reference)
                .map(id -> (Object) model.getModelElementById(id.strip()))
                .filter(isRight.negate())
                .isPresent();
    }

    private static Finding finding(String file, BaseElement element, String reference, String expected) {
        return new Finding(
                file,
                element.getId() == null ? "" : element.getId(),
                RULE,
                "refers to " + reference + ", which is not " + expected + "; connect it again",
                true);
    }
}
