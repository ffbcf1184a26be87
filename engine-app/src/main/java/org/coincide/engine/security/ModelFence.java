package org.coincide.engine.security;

import static org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.BpmnParseException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Refuses to deploy a model that brings code of its own, or names a class or a shell command to run. */
final class ModelFence extends AbstractBpmnParseListener {

    private static final Set<String> SCRIPTS = Set.of("scriptTask", "script");
    private static final List<String> CLASSES = List.of("class", "variableMappingClass", "formHandlerClass");
    private static final Set<String> ENGINE_TASKS = Set.of("shell", "mail");

    @Override
    public void parseRootElement(Element model, List<ProcessDefinitionEntity> processes) {
        check(model);
    }

    private static void check(Element element) {
        refuseIf(SCRIPTS.contains(element.getTagName()), element, "a script");
        refuseIf(element.attribute("language") != null, element, "a script");
        CLASSES.forEach(
                name -> refuseIf(element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, name) != null, element, "a class"));
        refuseIf(
                ENGINE_TASKS.contains(String.valueOf(element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, "type"))),
                element,
                "a shell command or a mail");
        element.elements().forEach(ModelFence::check);
    }

    private static void refuseIf(boolean refused, Element element, String what) {
        if (refused) {
            throw new BpmnParseException("A model cannot run %s here: name a delegate".formatted(what), element);
        }
    }
}
