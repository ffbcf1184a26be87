package org.coincide.processes.references;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.server.ServerInterface;

/** The elements of a process that set variables. */
final class VariableSetters {

    private final ProcessVariables process;
    private final ServerInterface server;
    private final Map<String, Set<String>> setters = new HashMap<>();

    VariableSetters(ProcessVariables process, ServerInterface server) {
        this.process = process;
        this.server = server;
    }

    /** The identifiers of the elements by the name of the variable. */
    Map<String, Set<String>> all() {
        addMappings();
        addEvents();
        addPeople();
        process.delegates().forEach(used -> add(used.element(), used.declared().variables()));
        process.listeners().forEach(used -> add(used.element(), used.declared().variables()));
        process.elements(ServiceTask.class).forEach(task -> ExternalTasks.topic(task)
                .map(server.topics()::get)
                .ifPresent(topic -> add(task.getId(), topic.variables())));
        return setters;
    }

    private void addMappings() {
        process.elements(CamundaOut.class).forEach(out -> add(out, out.getCamundaTarget()));
        process.elements(CamundaInputParameter.class).forEach(input -> add(input, input.getCamundaName()));
        process.elements(CamundaOutputParameter.class).forEach(output -> add(output, output.getCamundaName()));
        process.elements(BusinessRuleTask.class).forEach(task -> add(task, task.getCamundaResultVariable()));
        process.elements(MultiInstanceLoopCharacteristics.class)
                .forEach(repetition -> add(repetition, repetition.getCamundaElementVariable()));
    }

    private void addEvents() {
        process.elements(ErrorEventDefinition.class).forEach(error -> {
            add(error, error.getCamundaErrorCodeVariable());
            add(error, error.getCamundaErrorMessageVariable());
        });
        process.elements(EscalationEventDefinition.class)
                .forEach(escalation -> add(
                        escalation,
                        ElementReferences.attribute(escalation, "escalationCodeVariable")
                                .orElse(null)));
        process.elements(StartEvent.class).forEach(event -> add(event, event.getCamundaInitiator()));
        process.elements(MessageEventDefinition.class).forEach(event -> addMessage(event, event.getMessage()));
        process.elements(ReceiveTask.class).forEach(task -> addMessage(task, task.getMessage()));
    }

    private void addMessage(ModelElementInstance event, Message message) {
        var declared = message == null ? null : server.messages().get(String.valueOf(message.getName()));
        if (declared != null) {
            declared.variables().forEach(variable -> add(event, variable));
        }
    }

    private void addPeople() {
        process.elements(CamundaFormField.class).forEach(field -> add(field, field.getCamundaId()));
        process.elements(UserTask.class)
                .forEach(task -> process.form(task).ifPresent(form -> add(task.getId(), form.set())));
    }

    private void add(ModelElementInstance at, String variable) {
        if (variable != null) {
            add(ElementReferences.node(at), Set.of(variable));
        }
    }

    private void add(String element, Set<String> variables) {
        variables.forEach(variable ->
                setters.computeIfAbsent(variable, none -> new HashSet<>()).add(element));
    }
}
