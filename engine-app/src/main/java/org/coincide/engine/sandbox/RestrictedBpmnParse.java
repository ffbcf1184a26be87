package org.coincide.engine.sandbox;

import static org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.util.StringUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Refuses models with scripts, class names or shell commands. The check runs before the engine's own parser, which instantiates
 * some of the named classes while it parses. It compares values as the engine does: "Shell" and "shell" are the same type.
 */
final class RestrictedBpmnParse extends BpmnParse {

    private static final Set<String> SCRIPTS = Set.of("scriptTask", "script");
    private static final List<String> CLASSES = List.of("class", "variableMappingClass", "formHandlerClass");
    private static final List<String> ENGINE_TASKS = List.of("shell", "mail");

    RestrictedBpmnParse(BpmnParser parser) {
        super(new CachedSchemaBpmnParser(parser));
        // The parser has the schema; a schema resource would make the engine load it again.
        schemaResource = null;
    }

    @Override
    protected void parseRootElement() {
        int others = getProblems().size();
        check(rootElement, null);
        if (getProblems().size() == others) {
            super.parseRootElement();
        }
    }

    /**
     * Adds an error for each refused element.
     *
     * @param enclosing the identifier of the nearest enclosing element of BPMN: extensions have none that an editor knows
     */
    private void check(Element element, String enclosing) {
        String id = element.attribute("id");
        String owner = id != null && BpmnParser.BPMN20_NS.equals(element.getUri()) ? id : enclosing;
        if (SCRIPTS.contains(element.getTagName())) {
            refuse(element, owner, "a script");
            return; // a script task contains its script
        }
        if (element.attribute("language") != null) {
            addError(
                    "The expression has the script language %s, which is not allowed. Write the expression as ${...}, without a language"
                            .formatted(element.attribute("language")),
                    element,
                    owner);
        }
        if (CLASSES.stream().anyMatch(name -> attribute(element, name) != null) || namesValidatorClass(element)) {
            refuse(element, owner, "a class");
        }
        if (ENGINE_TASKS.stream().anyMatch(type -> type.equalsIgnoreCase(attribute(element, "type")))) {
            refuse(element, owner, "a shell command or a mail");
        }
        element.elements().forEach(child -> check(child, owner));
    }

    /** The engine reads these two attributes only without a namespace. */
    private static boolean namesValidatorClass(Element element) {
        return "constraint".equals(element.getTagName())
                && "validator".equals(element.attribute("name"))
                && !StringUtil.isExpression(String.valueOf(element.attribute("config")));
    }

    /** Returns an attribute, which the engine's own elements have with or without its namespace. */
    private static String attribute(Element element, String name) {
        String qualified = element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, name);
        return qualified == null ? element.attribute(name) : qualified;
    }

    private void refuse(Element element, String owner, String action) {
        addError(
                "The element runs %s, which is not allowed. Use a delegate expression instead".formatted(action),
                element,
                owner);
    }
}
