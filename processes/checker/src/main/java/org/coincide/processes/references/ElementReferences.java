package org.coincide.processes.references;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Reads references from the elements of a model. */
public final class ElementReferences {

    private static final Pattern BEAN = Pattern.compile("[$#]\\{\\s*(\\w+)\\s*}");

    private ElementReferences() {}

    public static Optional<String> attribute(ModelElementInstance element, String name) {
        return Optional.ofNullable(element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, name));
    }

    /** The bean of an expression that consists of nothing but its name. */
    public static Optional<String> bean(String expression) {
        return Optional.of(
                        BEAN.matcher(Objects.requireNonNullElse(expression, "").strip()))
                .filter(Matcher::matches)
                .map(named -> named.group(1));
    }

    public static <T extends ModelElementInstance> Stream<T> extensions(BaseElement element, Class<T> kind) {
        return element.getExtensionElements() == null
                ? Stream.empty()
                : element.getExtensionElements().getChildElementsByType(kind).stream();
    }

    /** The identifier of the nearest enclosing element of a path; for a flow, of the element at which it begins. */
    static String node(ModelElementInstance inside) {
        if (inside instanceof FlowNode node) {
            return node.getId();
        }
        if (inside instanceof SequenceFlow flow && flow.getSource() != null) {
            return flow.getSource().getId();
        }
        return inside == null ? "" : node(inside.getParentElement());
    }

    /** The identifier of the nearest enclosing element that has one; empty if none has. */
    public static String owner(ModelElementInstance element) {
        if (element == null) {
            return "";
        }
        var id = element.getAttributeValue("id");
        return id == null ? owner(element.getParentElement()) : id;
    }
}
