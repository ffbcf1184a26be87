package org.coincide.engine.delivery.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.Test;

/** Deployments whose models expect that a claim was given up, and others. */
class SettlementModelsTest {

    private final RepositoryService repository = mock(RepositoryService.class);

    @Test
    void modelsThatCatchTheErrorAtEachTaskExpectIt() {
        assertThat(expected(catching("capturePayment", "CLAIM_GIVEN_UP"), catching("issueInvoice", "CLAIM_GIVEN_UP")))
                .isTrue();
    }

    @Test
    void oneTaskWithoutTheEventIsEnoughNotToExpectIt() {
        assertThat(expected(catching("capturePayment", "CLAIM_GIVEN_UP"), plain("issueInvoice")))
                .isFalse();
    }

    @Test
    void aRenewalWithoutTheEventDoesNotExpectIt() {
        assertThat(expected(catching("capturePayment", "CLAIM_GIVEN_UP"), plain("reauthorizePayment")))
                .isFalse();
    }

    @Test
    void anEventForAnotherErrorDoesNotExpectIt() {
        assertThat(expected(catching("capturePayment", "AUTHORIZATION_EXPIRED")))
                .isFalse();
    }

    @Test
    void anEventAtAnotherTaskDoesNotExpectIt() {
        BpmnModelInstance model = Bpmn.createExecutableProcess("p")
                .startEvent()
                .serviceTask("capture")
                .camundaDelegateExpression("${capturePayment}")
                .serviceTask("other")
                .camundaDelegateExpression("${voidRemainder}")
                .endEvent()
                .moveToActivity("other")
                .boundaryEvent()
                .error("CLAIM_GIVEN_UP")
                .endEvent()
                .done();
        assertThat(expected(model)).isFalse();
    }

    private boolean expected(BpmnModelInstance... models) {
        ProcessDefinition delivery = mock(ProcessDefinition.class);
        when(delivery.getDeploymentId()).thenReturn("d-1");
        when(repository.getProcessDefinition("delivery:7")).thenReturn(delivery);
        ProcessDefinitionQuery query = mock(ProcessDefinitionQuery.class, RETURNS_SELF);
        when(repository.createProcessDefinitionQuery()).thenReturn(query);
        List<ProcessDefinition> deployed = IntStream.range(0, models.length)
                .mapToObj(number -> deployed(number, models[number]))
                .toList();
        doReturn(deployed).when(query).list();
        return new SettlementModels(repository).expectGivenUpClaims("delivery:7");
    }

    private ProcessDefinition deployed(int number, BpmnModelInstance model) {
        ProcessDefinition definition = mock(ProcessDefinition.class);
        when(definition.getId()).thenReturn("p:" + number);
        when(repository.getBpmnModelInstance("p:" + number)).thenReturn(model);
        return definition;
    }

    private static BpmnModelInstance plain(String delegate) {
        return Bpmn.createExecutableProcess("p")
                .startEvent()
                .serviceTask("task")
                .camundaDelegateExpression("${" + delegate + "}")
                .endEvent()
                .done();
    }

    private static BpmnModelInstance catching(String delegate, String error) {
        return Bpmn.createExecutableProcess("p")
                .startEvent()
                .serviceTask("task")
                .camundaDelegateExpression("${" + delegate + "}")
                .endEvent()
                .moveToActivity("task")
                .boundaryEvent()
                .error(error)
                .endEvent()
                .done();
    }
}
