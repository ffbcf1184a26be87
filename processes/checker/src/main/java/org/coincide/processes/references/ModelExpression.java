package org.coincide.processes.references;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.coincide.processes.paths.expression.ExpressionVariables;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

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
        var found = Stream.<ModelExpression>builder();
        collect(((Document) model.getDocument().getDomSource().getNode()).getDocumentElement(), "", found);
        return found.build();
    }

    /** Reads the document itself: this is called for each set of models several times, and the model API is slow at attributes. */
    private static void collect(Element element, String owner, Stream.Builder<ModelExpression> found) {
        if (IGNORED.contains(element.getLocalName()) || isProcessDocumentation(element)) {
            return;
        }
        var nearest = element.hasAttribute("id") && isFlowElement(element) ? element.getAttribute("id") : owner;
        attributes(element).forEach(text -> add(text, nearest, found));
        if (element.getLocalName().equals("userTask")) {
            add(element.getAttribute("name"), nearest, found);
        }
        var hasChildren = false;
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                hasChildren = true;
                collect(inner, nearest, found);
            }
        }
        if (!hasChildren) {
            add(element.getTextContent(), nearest, found);
        }
    }

    private static void add(String text, String owner, Stream.Builder<ModelExpression> found) {
        if (EXPRESSION.matcher(text).find()) {
            found.add(new ModelExpression(owner, text));
        }
    }

    /** An expression or timer inside an element can have an identifier of its own; an editor knows that of the element. */
    private static boolean isFlowElement(Element element) {
        return BpmnModelConstants.BPMN20_NS.equals(element.getNamespaceURI())
                && !element.getLocalName().endsWith("Definition")
                && !element.getLocalName().endsWith("Expression")
                && !element.getLocalName().startsWith("time");
    }

    private static boolean isProcessDocumentation(Element element) {
        return element.getLocalName().equals("documentation")
                && !element.getParentNode().getLocalName().equals("userTask");
    }

    private static Stream<String> attributes(Element element) {
        return element.hasAttributes()
                ? ATTRIBUTES.stream()
                        .map(name -> element.hasAttributeNS(BpmnModelConstants.CAMUNDA_NS, name)
                                ? element.getAttributeNS(BpmnModelConstants.CAMUNDA_NS, name)
                                : element.getAttribute(name))
                        .filter(text -> !text.isEmpty())
                : Stream.empty();
    }
}
