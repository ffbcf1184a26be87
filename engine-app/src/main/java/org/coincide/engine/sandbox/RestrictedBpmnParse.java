package org.coincide.engine.sandbox;

import static org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.util.StringUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Refuses models with scripts, class names or shell commands. The check runs before the engine's own parser, which instantiates
 * classes of such elements while it parses: the engine does not parse a model that names one. A script only runs with a process, so that
 * the engine's parser adds its own errors of the same model. The check compares values as the engine does: "Shell" and "shell" are the
 * same type.
 */
final class RestrictedBpmnParse extends BpmnParse {

    private static final String SCRIPT_TASK = "scriptTask";
    private static final String SCRIPT = "script";
    private static final Set<String> PARAMETERS = Set.of("inputParameter", "outputParameter", "entry", "value");
    private static final String DELEGATE = "Use a delegate expression instead";
    /** The attributes that name a class, with the way to do without it. */
    private static final Map<String, String> CLASSES = Map.of(
            "class", DELEGATE,
            "variableMappingClass", "List the variables as in and out mappings instead",
            "formHandlerClass", "Remove the attribute formHandlerClass");

    private static final List<String> ENGINE_TASKS = List.of("shell", "mail");

    /** The engine's parser would instantiate a class. */
    private boolean instantiates;

    RestrictedBpmnParse(BpmnParser parser) {
        super(new CachedSchemaBpmnParser(parser));
        // The parser has the schema; a schema resource would make the engine load it again.
        schemaResource = null;
    }

    @Override
    protected void parseRootElement() {
        check(rootElement, null);
        if (!instantiates) {
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
        boolean scriptTask = SCRIPT_TASK.equals(element.getTagName());
        if (scriptTask) {
            refuse(
                    element,
                    owner,
                    "The task runs a script",
                    "Use a service task with the template Call provider or Call worker instead");
        }
        if (element.attribute("language") != null) {
            addError(
                    "The expression has the script language %s, which is not allowed. Write the expression as ${...}, without a language"
                            .formatted(element.attribute("language")),
                    element,
                    owner);
        }
        checkClasses(element, owner);
        if (ENGINE_TASKS.stream().anyMatch(type -> type.equalsIgnoreCase(attribute(element, "type")))) {
            instantiates = true;
            instantiates = true;
            refuse(
                    element,
                    owner,
                    "The element runs a shell command or a mail",
                    "Use the template Call worker instead");
        }
        for (Element child : element.elements()) {
            if (!SCRIPT.equals(child.getTagName())) {
                check(child, owner);
            } else if (!scriptTask) {
                refuse(
                        child,
                        owner,
                        "The element runs a script",
                        PARAMETERS.contains(element.getTagName()) ? "Use an expression ${...} instead" : DELEGATE);
            }
        }
    }

    private void checkClasses(Element element, String owner) {
        CLASSES.forEach((name, advice) -> {
            if (attribute(element, name) != null) {
                instantiates = true;
                refuse(element, owner, "The element runs a class", advice);
            }
        });
        if (namesValidatorClass(element)) {
            instantiates = true;
            refuse(
                    element,
                    owner,
                    "A field of the form runs a class",
                    "Remove the constraint, and decide on the value by a condition after the task");
        }
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

    private void refuse(Element element, String owner, String fault, String advice) {
        addError(fault + ", which is not allowed. " + advice, element, owner);
    }
}
