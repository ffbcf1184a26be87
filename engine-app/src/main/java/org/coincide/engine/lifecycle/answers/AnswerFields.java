package org.coincide.engine.lifecycle.answers;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormData;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.coincide.engine.lifecycle.ReasonVariable;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.lifecycle.DeclaredStatus;

/**
 * The form of a user task.
 *
 * @param fields fields that the model declares, and those that only the HTML form has
 * @param offered variables that the form sets
 * @param reasons variables of the model's reasons and of their actors, which the server sets
 */
record AnswerFields(List<AnswerField> fields, Set<String> offered, Set<String> reasons) {

    static final AnswerFields NONE = new AnswerFields(List.of(), Set.of(), Set.of());

    static AnswerFields of(TaskEntity task, CommandContext context) {
        DeploymentCache deployed = context.getProcessEngineConfiguration().getDeploymentCache();
        BpmnModelInstance model = deployed.findBpmnModelInstanceForProcessDefinition(task.getProcessDefinitionId());
        UserTask element = model.getModelElementById(task.getTaskDefinitionKey());
        if (element == null) {
            return NONE;
        }
        List<AnswerField> declared = declared(element);
        Set<String> names = declared.stream().map(AnswerField::name).collect(Collectors.toSet());
        String deployment = deployed.findDeployedProcessDefinitionById(task.getProcessDefinitionId())
                .getDeploymentId();
        Optional<HtmlForm> form = form(element, deployment, context);
        Set<String> offered = new HashSet<>(names);
        form.map(HtmlForm::set).ifPresent(offered::addAll);
        return new AnswerFields(
                Stream.concat(
                                declared.stream(),
                                form.stream()
                                        .flatMap(html -> html.fields().values().stream())
                                        .filter(field -> !names.contains(field.variable()))
                                        .map(AnswerField::of))
                        .toList(),
                offered,
                reasons(model));
    }

    private static Set<String> reasons(BpmnModelInstance model) {
        return model.getModelElementsByType(CamundaProperty.class).stream()
                .filter(property -> DeclaredStatus.REASON.equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue)
                .filter(Objects::nonNull)
                .flatMap(reason -> ReasonVariable.parse(reason).stream())
                .flatMap(reason -> reason.names().stream())
                .collect(Collectors.toSet());
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
