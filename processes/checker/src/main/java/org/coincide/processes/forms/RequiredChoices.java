package org.coincide.processes.forms;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormData;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;

/** The decisions of a user task: the server removes their values from the process when the task begins, so that a person decides anew. */
public final class RequiredChoices {

    private static final Set<String> CHOICES = Set.of("enum", "boolean");
    private static final List<String> CHECK_BOX = List.of("false", "true");

    private RequiredChoices() {}

    /** The variables of required fields with choices that the task declares, or else its form. */
    public static Set<String> of(UserTask task, Map<String, HtmlForm> forms) {
        var declared = Stream.ofNullable(task.getExtensionElements())
                .flatMap(extensions -> extensions.getChildElementsByType(CamundaFormData.class).stream())
                .map(CamundaFormData::getCamundaFormFields)
                .flatMap(Collection::stream)
                .toList();
        var names = declared.stream().map(CamundaFormField::getCamundaId).collect(Collectors.toSet());
        var decisions = new HashSet<String>();
        HtmlForm.fileOf(task).flatMap(file -> Optional.ofNullable(forms.get(file))).stream()
                .flatMap(form -> form.fields().values().stream())
                .filter(field -> !names.contains(field.variable()) && isDecision(field))
                .forEach(field -> decisions.add(field.variable()));
        declared.stream()
                .filter(field -> CHOICES.contains(field.getCamundaType()) && isRequired(field))
                .forEach(field -> decisions.add(field.getCamundaId()));
        return decisions;
    }

    /** A check box always has a value; a field with an obstacle may have none. */
    private static boolean isDecision(FormField field) {
        return field.obstacle().isEmpty()
                && (field.required() || field.choices().equals(CHECK_BOX))
                && (field.type().equals("Boolean")
                        || field.type().equals("String") && !field.choices().isEmpty());
    }

    private static boolean isRequired(CamundaFormField field) {
        return field.getCamundaValidation() != null
                && field.getCamundaValidation().getCamundaConstraints().stream()
                        .anyMatch(constraint -> "required".equals(constraint.getCamundaName()));
    }
}
