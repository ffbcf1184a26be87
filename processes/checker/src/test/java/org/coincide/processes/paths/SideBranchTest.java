package org.coincide.processes.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.ModelChange;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;

/** Branches that run beside an order, such as that of a timer that watches a service level. */
class SideBranchTest {

    /** {@code -Drandom.models=30000} compares more, each with the exploration of all states. */
    private static final int RANDOM_MODELS = Integer.getInteger("random.models", 400);

    /** A timer of the whole order, an escalation and two tasks: without reduction more than 500,000 states. */
    private static final String SERVICE_LEVEL =
            """
            <bpmn:subProcess id="SubProcess_ServiceLevel" triggeredByEvent="true">
              <bpmn:startEvent id="StartEvent_ServiceLevelMissed" isInterrupting="false">
                <bpmn:timerEventDefinition id="Timer_ServiceLevel"><bpmn:timeDuration>PT4H</bpmn:timeDuration></bpmn:timerEventDefinition>
              </bpmn:startEvent>
              <bpmn:intermediateThrowEvent id="Event_Escalated">
                <bpmn:escalationEventDefinition id="Escalated" escalationRef="Escalation_ServiceLevel" />
              </bpmn:intermediateThrowEvent>
              <bpmn:userTask id="Task_InformClient" />
              <bpmn:userTask id="Task_InformLead" />
              <bpmn:endEvent id="EndEvent_ClientInformed" />
              <bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_ServiceLevelMissed" targetRef="Event_Escalated" />
              <bpmn:sequenceFlow id="Flow_2" sourceRef="Event_Escalated" targetRef="Task_InformClient" />
              <bpmn:sequenceFlow id="Flow_3" sourceRef="Task_InformClient" targetRef="Task_InformLead" />
              <bpmn:sequenceFlow id="Flow_4" sourceRef="Task_InformLead" targetRef="EndEvent_ClientInformed" />
            </bpmn:subProcess>
            <bpmn:subProcess id="SubProcess_Escalation" triggeredByEvent="true">
              <bpmn:startEvent id="StartEvent_ServiceLevelEscalated" isInterrupting="false">
                <bpmn:escalationEventDefinition id="Caught" escalationRef="Escalation_ServiceLevel" />
              </bpmn:startEvent>
              <bpmn:userTask id="Task_Hurry" />
              <bpmn:endEvent id="EndEvent_Hurried" />
              <bpmn:sequenceFlow id="Flow_5" sourceRef="StartEvent_ServiceLevelEscalated" targetRef="Task_Hurry" />
              <bpmn:sequenceFlow id="Flow_6" sourceRef="Task_Hurry" targetRef="EndEvent_Hurried" />
            </bpmn:subProcess>
            """;

    @Test
    void aServiceLevelTimerAddsFewStates() throws IOException {
        var result =
                PathChecker.check(Models.with(withServiceLevel()), DeclaredServer.INTERFACE, CheckLimits.DEFAULT, 1);
        assertThat(result.violations()).isEmpty();
        assertThat(result.limited()).isFalse();
        assertThat(result.elements()).contains("Task_InformLead", "Task_Hurry", "EndEvent_Hurried");
        assertThat(result.states()).isLessThan(30_000);
    }

    /** Deployed by an earlier version, since the exploration stopped before the first order by card. */
    @Test
    void aWrongStatusBesideAServiceLevelTimerIsFound() throws IOException {
        var models = withServiceLevel();
        ModelChange.declare("payment-settlement.bpmn", "EndEvent_PaymentCaptured", "trading.payment", "REQUIRES_ACTION")
                .apply(models);
        var result = PathChecker.check(Models.with(models), DeclaredServer.INTERFACE, CheckLimits.DEFAULT, 1);
        assertThat(result.violations()).extracting(PathViolation::element).containsExactly("EndEvent_PaymentCaptured");
    }

    @Test
    void aBranchWithAStatusIsExploredInEveryInterleaving() throws IOException {
        var models = withServiceLevel();
        ModelChange.declare("order.bpmn", "EndEvent_ClientInformed", "trading.order", "ON_HOLD")
                .apply(models);
        var result = PathChecker.check(Models.with(models), DeclaredServer.INTERFACE, CheckLimits.DEFAULT, 1);
        assertThat(result.violations()).isNotEmpty();
        assertThat(result.dependentBranches())
                .extractingFromEntries(branch -> branch.getKey().id() + ": " + branch.getValue())
                .contains("SubProcess_ServiceLevel: EndEvent_ClientInformed declares a status");
    }

    /** A review that ends its process is no branch of its own, and the loop for missing goods begins it again at each turn. */
    @Test
    void aBranchThatALoopBeginsAgainHasFewStates() {
        var models = Models.all();
        var dispatch = models.get("dispatch.bpmn");
        EndEvent end = dispatch.getModelElementById("EndEvent_DelayReviewed");
        end.addChildElement(dispatch.newInstance(TerminateEventDefinition.class));
        var limits = CheckLimits.DEFAULT.withMaxTimeAfterViolation(CheckLimits.DEFAULT.maxTime());
        var result = PathChecker.check(Models.with(models), DeclaredServer.INTERFACE, limits, Integer.MAX_VALUE);
        assertThat(result.limited()).isFalse();
        assertThat(result.states()).isLessThan(40_000);
    }

    @Test
    void theReductionFindsTheSameViolations() {
        var reduced = LongStream.range(0, RANDOM_MODELS)
                .filter(seed -> isReduced(seed, RandomSideBranches.order(seed)))
                .count();
        assertThat(reduced).as("models with fewer states").isGreaterThan(RANDOM_MODELS / 10);
    }

    @Test
    void unreadVariablesAreRemovedWithoutLosingAViolation() {
        var reduced = LongStream.range(0, RANDOM_MODELS / 2)
                .filter(seed -> isReduced(seed, RandomVariables.order(seed)))
                .count();
        assertThat(reduced).as("models with fewer states").isGreaterThan(RANDOM_MODELS / 10);
    }

    /** Compares the violations; returns whether the reduction saved states. */
    private static boolean isReduced(long seed, ModelSet models) {
        var limits = CheckLimits.DEFAULT.withMaxTimeAfterViolation(CheckLimits.DEFAULT.maxTime());
        var all = PathChecker.checkUnreduced(models, DeclaredServer.INTERFACE, limits);
        var reduced = PathChecker.check(models, DeclaredServer.INTERFACE, limits, Integer.MAX_VALUE);
        assertThat(texts(reduced)).as("model of seed %d", seed).isEqualTo(texts(all));
        return reduced.states() < all.states();
    }

    private static Set<String> texts(PathCheckResult result) {
        return result.violations().stream()
                .map(violation -> violation.element() + " " + violation.text())
                .collect(Collectors.toSet());
    }

    private static Map<String, BpmnModelInstance> withServiceLevel() throws IOException {
        var models = Models.all();
        var order = Files.readString(Path.of("../models/order.bpmn"))
                .replaceFirst("(?=<bpmn:sequenceFlow id=\"Flow_OrderReceived_DecisionDue\")", SERVICE_LEVEL)
                .replaceFirst(
                        "(?=<bpmn:message id=)",
                        "<bpmn:escalation id=\"Escalation_ServiceLevel\" escalationCode=\"SERVICE_LEVEL\" />");
        models.put(
                "order.bpmn",
                Bpmn.readModelFromStream(new ByteArrayInputStream(order.getBytes(StandardCharsets.UTF_8))));
        return models;
    }
}
