package org.coincide.engine.sandbox;

import static org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.BpmnParseException;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.util.StringUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Refuses models with scripts, class names or shell commands. The check runs before the engine's own parser, which instantiates
 * some of the named classes while it parses.
 */
final class RestrictedBpmnParse extends BpmnParse {

    private static final Set<String> SCRIPTS = Set.of("scriptTask", "script");
    private static final List<String> CLASSES = List.of("class", "variableMappingClass", "formHandlerClass");
    private static final Set<String> ENGINE_TASKS = Set.of("shell", "mail");

    RestrictedBpmnParse(BpmnParser parser) {
        super(new CachedSchemaBpmnParser(parser));
        // The parser has the schema; a schema resource would make the engine load it again.
        schemaResource = null;
    }

    @Override
    protected void parseRootElement() {
        check(rootElement);
        super.parseRootElement();
    }

    private static void check(Element element) {
        refuseIf(SCRIPTS.contains(element.getTagName()), element, "a script");
        refuseIf(element.attribute("language") != null, element, "a script");
        CLASSES.forEach(name -> refuseIf(attribute(element, name) != null, element, "a class"));
        refuseIf(
                ENGINE_TASKS.contains(String.valueOf(attribute(element, "type"))),
                element,
                "a shell command or a mail");
        refuseIf(namesValidatorClass(element), element, "a class");
        element.elements().forEach(RestrictedBpmnParse::check);
    }

    private static boolean namesValidatorClass(Element element) {
        return "constraint".equals(element.getTagName())
                && "validator".equals(attribute(element, "name"))
                && !StringUtil.isExpression(String.valueOf(attribute(element, "config")));
    }

    /** Returns an attribute, which the engine's own elements have with or without its namespace. */
    private static String attribute(Element element, String name) {
        String qualified = element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, name);
        return qualified == null ? element.attribute(name) : qualified;
    }

    private static void refuseIf(boolean refused, Element element, String action) {
        if (refused) {
            throw new BpmnParseException(
                    "The element runs %s, which is not allowed. Use a delegate expression instead".formatted(action),
                    element);
        }
    }
}
