package org.coincide.processes.references;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.coincide.processes.paths.expression.ExpressionVariables;

/**
 * An expression anywhere in a model, except for the name of a delegate or listener.
 *
 * @param element the identifier of the nearest element
 * @param text the attribute or the content that has the expression
 */
public record ModelExpression(String element, String text) {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{[^}]*}");
    private static final List<String> ATTRIBUTES = List.of(
            "assignee",
            "candidateGroups",
            "candidateUsers",
            "collection",
            "decisionRef",
            "dueDate",
            "expression",
            "followUpDate",
            "formKey",
            "jobPriority",
            "priority",
            "sourceExpression",
            "taskPriority",
            "topic",
            "value");

    /** The engine resolves no expression in the documentation of a process, in the diagram and in properties of other tools. */
    private static final Set<String> IGNORED = Set.of("BPMNDiagram", "textAnnotation");

    /** The variables that it reads. */
    public Set<String> variables() {
        return ExpressionVariables.of(String.join(" ", expressions()));
    }

    /** The expressions in the text. */
    public List<String> expressions() {
        return EXPRESSION.matcher(text).results().map(MatchResult::group).toList();
    }

    public static Stream<ModelExpression> in(BpmnModelInstance model) {
        return in(model.getDocument().getRootElement(), "");
    }

    private static Stream<ModelExpression> in(DomElement element, String owner) {
        if (IGNORED.contains(element.getLocalName()) || isProcessDocumentation(element)) {
            return Stream.empty();
        }
        var id = element.getAttribute("id");
        var nearest = id == null || !isFlowElement(element) ? owner : id;
        var children = element.getChildElements();
        var texts = children.isEmpty() ? Stream.of(element.getTextContent()) : Stream.<String>empty();
        return Stream.of(
                        Stream.concat(attributes(element), texts)
                                .filter(text -> EXPRESSION.matcher(text).find())
                                .map(text -> new ModelExpression(nearest, text)),
                        children.stream().flatMap(child -> in(child, nearest)))
                .flatMap(all -> all);
    }

    /** An expression or timer inside an element can have an identifier of its own; an editor knows that of the element. */
    private static boolean isFlowElement(DomElement element) {
        return BpmnModelConstants.BPMN20_NS.equals(element.getNamespaceURI())
                && !element.getLocalName().endsWith("Definition")
                && !element.getLocalName().endsWith("Expression")
                && !element.getLocalName().startsWith("time");
    }

    private static boolean isProcessDocumentation(DomElement element) {
        return element.getLocalName().equals("documentation")
                && !element.getParentElement().getLocalName().equals("userTask");
    }

    private static Stream<String> attributes(DomElement element) {
        return ATTRIBUTES.stream()
                .map(name -> element.hasAttribute(BpmnModelConstants.CAMUNDA_NS, name)
                        ? element.getAttribute(BpmnModelConstants.CAMUNDA_NS, name)
                        : element.getAttribute(name))
                .filter(Objects::nonNull);
    }
}
