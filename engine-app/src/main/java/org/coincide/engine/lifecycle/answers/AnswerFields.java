package org.coincide.engine.lifecycle.answers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormData;
import org.coincide.processes.forms.HtmlForm;

/** The fields of a task's form: those that the model declares, and those that only the HTML form has. */
final class AnswerFields {

    private AnswerFields() {}

    static List<AnswerField> of(TaskEntity task, CommandContext context) {
        DeploymentCache deployed = context.getProcessEngineConfiguration().getDeploymentCache();
        UserTask element = deployed.findBpmnModelInstanceForProcessDefinition(task.getProcessDefinitionId())
                .getModelElementById(task.getTaskDefinitionKey());
        if (element == null) {
            return List.of();
        }
        List<AnswerField> declared = declared(element);
        Set<String> names = declared.stream().map(AnswerField::name).collect(Collectors.toSet());
        String deployment = deployed.findDeployedProcessDefinitionById(task.getProcessDefinitionId())
                .getDeploymentId();
        return Stream.concat(
                        declared.stream(),
                        form(element, deployment, context).stream()
                                .flatMap(form -> form.fields().values().stream())
                                .filter(field -> !names.contains(field.variable()))
                                .map(AnswerField::of))
                .toList();
    }

    private static List<AnswerField> declared(UserTask element) {
        return Stream.ofNullable(element.getExtensionElements())
                .flatMap(
                        extensions -> extensions.getElementsQuery().filterByType(CamundaFormData.class).list().stream())
                .flatMap(form -> form.getCamundaFormFields().stream())
                .map(AnswerField::of)
                .toList();
    }

    private static Optional<HtmlForm> form(UserTask element, String deployment, CommandContext context) {
        return HtmlForm.fileOf(element)
                .map(file -> context.getResourceManager().findResourceByDeploymentIdAndResourceName(deployment, file))
                .map(resource -> HtmlForm.read(new String(resource.getBytes(), StandardCharsets.UTF_8)));
    }
}
