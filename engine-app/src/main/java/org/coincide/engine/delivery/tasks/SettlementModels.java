package org.coincide.engine.delivery.tasks;

import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.springframework.stereotype.Component;

/**
 * Models that collect the payment of a consignment. Orders that started on older models go on with them, and those end no payment because
 * its claim was given up.
 */
@Component
class SettlementModels {

    private static final Set<String> COLLECTING =
            Set.of("${capturePayment}", "${reauthorizePayment}", "${issueInvoice}");
    private static final String GIVEN_UP = "CLAIM_GIVEN_UP";

    private final RepositoryService repository;

    SettlementModels(RepositoryService repository) {
        this.repository = repository;
    }

    /**
     * Returns whether all tasks that collect a payment expect that its claim was given up before.
     *
     * @param definitionId the delivery's process definition: it calls the models of its own deployment
     */
    boolean expectGivenUpClaims(String definitionId) {
        String deployment = repository.getProcessDefinition(definitionId).getDeploymentId();
        return repository.createProcessDefinitionQuery().deploymentId(deployment).list().stream()
                .map(definition -> repository.getBpmnModelInstance(definition.getId()))
                .flatMap(model -> model.getModelElementsByType(ServiceTask.class).stream())
                .filter(task -> COLLECTING.contains(task.getCamundaDelegateExpression()))
                .allMatch(SettlementModels::expectsGivenUpClaim);
    }

    private static boolean expectsGivenUpClaim(ServiceTask task) {
        return task.getModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> task.equals(event.getAttachedTo()))
                .flatMap(event -> event.getEventDefinitions().stream())
                .filter(ErrorEventDefinition.class::isInstance)
                .map(ErrorEventDefinition.class::cast)
                .anyMatch(caught -> caught.getError() == null
                        || GIVEN_UP.equals(caught.getError().getErrorCode()));
    }
}
