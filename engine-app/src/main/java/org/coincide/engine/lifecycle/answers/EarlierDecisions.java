package org.coincide.engine.lifecycle.answers;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Removal of earlier decisions from the process when a task is created: a repeated task must not be completed with the decision of the last
 * time. Other fields, and variables of the task alone, are the form's default values and stay.
 *
 * @param fields required fields of the model whose type is a choice
 */
record EarlierDecisions(List<String> fields) {

    private static final Set<String> CHOICES = Set.of("enum", "boolean");

    /** Reads the fields of a user task in the XML of its model. */
    static EarlierDecisions of(Element task) {
        return new EarlierDecisions(Stream.ofNullable(task.element("extensionElements"))
                .flatMap(extensions -> children(extensions, "formData"))
                .flatMap(form -> children(form, "formField"))
                .filter(field -> CHOICES.contains(field.attribute("type")) && isRequired(field))
                .map(field -> field.attribute("id"))
                .toList());
    }

    private static boolean isRequired(Element field) {
        return children(field, "validation")
                .flatMap(validation -> children(validation, "constraint"))
                .anyMatch(constraint -> "required".equals(constraint.attribute("name")));
    }

    private static Stream<Element> children(Element parent, String name) {
        return parent.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, name).stream();
    }

    void remove(DelegateTask task) {
        ExecutionEntity process = TaskScopes.process((ExecutionEntity) task.getExecution());
        fields.forEach(process::removeVariable);
    }
}
