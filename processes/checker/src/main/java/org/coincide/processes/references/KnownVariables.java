package org.coincide.processes.references;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.server.ServerInterface;

/** Collects the variables that are set: by the server and its delegates, forms, decision tables, calls and the engine. */
public final class KnownVariables {

    /** The variables that the engine sets. */
    public static final Set<String> SET_BY_ENGINE =
            Set.of("loopCounter", "nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances", "execution");
    /** The variables that the server sets at each user task. */
    static final Set<String> OF_TASKS = Set.of("order", "about", "tradingId", "orderReference", "clientId");

    private KnownVariables() {}

    public static Set<String> in(ModelSet models, ServerInterface server) {
        var setByModels = models.processes().values().stream().flatMap(KnownVariables::setBy);
        return Stream.of(server.variables().stream(), SET_BY_ENGINE.stream(), setByModels, ofForms(shown(models)))
                .flatMap(names -> names)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The forms that a task shows: nobody fills in another one. */
    private static List<HtmlForm> shown(ModelSet models) {
        return models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(UserTask.class).stream())
                .flatMap(task -> HtmlForm.fileOf(task).stream())
                .distinct()
                .flatMap(file -> Stream.ofNullable(models.forms().get(file)))
                .toList();
    }

    /** The variables of the fields of these forms. */
    public static Stream<String> ofForms(Collection<HtmlForm> forms) {
        return forms.stream().flatMap(form -> form.fields().keySet().stream());
    }

    private static Stream<String> setBy(BpmnModelInstance model) {
        return Stream.concat(
                model.getModelElementsByType(CamundaIn.class).stream().map(CamundaIn::getCamundaTarget),
                setInside(model));
    }

    /** The variables that the elements of a model set in its own process. */
    static Stream<String> setInside(BpmnModelInstance model) {
        return Stream.of(
                        model.getModelElementsByType(CamundaOut.class).stream().map(CamundaOut::getCamundaTarget),
                        model.getModelElementsByType(CamundaInputParameter.class).stream()
                                .map(CamundaInputParameter::getCamundaName),
                        model.getModelElementsByType(CamundaOutputParameter.class).stream()
                                .map(CamundaOutputParameter::getCamundaName),
                        model.getModelElementsByType(CamundaFormField.class).stream()
                                .map(CamundaFormField::getCamundaId),
                        model.getModelElementsByType(BusinessRuleTask.class).stream()
                                .map(BusinessRuleTask::getCamundaResultVariable),
                        model.getModelElementsByType(MultiInstanceLoopCharacteristics.class).stream()
                                .map(MultiInstanceLoopCharacteristics::getCamundaElementVariable),
                        model.getModelElementsByType(ErrorEventDefinition.class).stream()
                                .map(ErrorEventDefinition::getCamundaErrorCodeVariable))
                .flatMap(names -> names);
    }
}
