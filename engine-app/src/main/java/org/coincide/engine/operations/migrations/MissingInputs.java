package org.coincide.engine.operations.migrations;

import java.util.Collection;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.springframework.stereotype.Component;

/**
 * Adds the variables that a call activity of the newer version passes to the process that it calls. A called process that started before has
 * none of those that are new, and its tasks and the caller would miss them.
 */
@Component
class MissingInputs {

    /** Other expressions can depend on the time of the call. */
    private static final Map<String, Object> CONSTANTS = Map.of("${true}", true, "${false}", false);

    private final RuntimeService engine;
    private final RepositoryService models;

    MissingInputs(RuntimeService engine, RepositoryService models) {
        this.engine = engine;
        this.models = models;
    }

    /** Adds them to a migrated instance, and to those that it calls. */
    void add(String instanceId) {
        ProcessInstance caller = engine.createProcessInstanceQuery()
                .subProcessInstanceId(instanceId)
                .singleResult();
        if (caller != null) {
            addToCalled(caller);
        }
        ProcessInstance migrated = engine.createProcessInstanceQuery()
                .processInstanceId(instanceId)
                .singleResult();
        if (migrated != null) {
            addToCalled(migrated);
        }
    }

    private void addToCalled(ProcessInstance caller) {
        ProcessDefinition calling = models.getProcessDefinition(caller.getProcessDefinitionId());
        Collection<CallActivity> calls =
                models.getBpmnModelInstance(calling.getId()).getModelElementsByType(CallActivity.class);
        Collection<String> active = engine.getActiveActivityIds(caller.getId());
        for (ProcessInstance called : engine.createProcessInstanceQuery()
                .superProcessInstanceId(caller.getId())
                .unlimitedList()) {
            ProcessDefinition definition = models.getProcessDefinition(called.getProcessDefinitionId());
            // The versions of one deployment belong together: another one can read a variable of this name in another
            // way.
            if (definition.getDeploymentId().equals(calling.getDeploymentId())) {
                calls.stream()
                        .filter(call -> active.contains(call.getId()))
                        .filter(call -> definition.getKey().equals(call.getCalledElement()))
                        .forEach(call -> add(call, caller, called));
            }
        }
    }

    private void add(CallActivity call, ProcessInstance caller, ProcessInstance called) {
        Map<String, Object> known = engine.getVariables(called.getId());
        Map<String, Object> passed = engine.getVariables(caller.getId());
        for (CamundaIn in : call.getExtensionElements()
                .getElementsQuery()
                .filterByType(CamundaIn.class)
                .list()) {
            Object value = in.getCamundaSource() == null
                    ? CONSTANTS.get(String.valueOf(in.getCamundaSourceExpression()))
                    : passed.get(in.getCamundaSource());
            if (in.getCamundaTarget() != null && value != null && !known.containsKey(in.getCamundaTarget())) {
                engine.setVariable(called.getId(), in.getCamundaTarget(), value);
            }
        }
    }
}
