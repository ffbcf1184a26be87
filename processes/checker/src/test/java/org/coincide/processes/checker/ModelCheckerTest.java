package org.coincide.processes.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ManualTask;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.Finding;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.ModelChange;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;

class ModelCheckerTest {

    private static final int FEW_STATES = 100;

    private final ModelChecker checker =
            new ModelChecker(CheckLimits.DEFAULT.withMaxStates(FEW_STATES), DeclaredServer.INTERFACE);

    @Test
    void modelsWithMoreStatesThanTheLimitAreRefused() {
        var report = checker.check(Models.with(Models.all()));
        assertThat(report.complete()).isFalse();
        assertThat(report.states()).isGreaterThanOrEqualTo(FEW_STATES);
        assertThat(report).asString().endsWith("stopped at a limit: 1 error");
        assertThat(report.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("every path of the models is checked");
            assertThat(finding.advice())
                    .startsWith(
                            "the models have more than 100 states, or their check takes longer than 600 s, so that not"
                                    + " every")
                    .contains(
                            "BoundaryEvent_InvoiceFallenDue (Task_WriteOffInvoice depends on the state of the trade)");
        });
    }

    @Test
    void anErrorNamesFileElementRuleAndCorrection() {
        var models = Models.all();
        ModelChange.edit(
                        "payment-settlement.bpmn",
                        "Task_CapturePayment",
                        FlowNode.class,
                        task -> task.setCamundaAsyncBefore(false))
                .apply(models);
        var report = checker.check(Models.with(models));
        assertThat(report.errors())
                .containsExactly(new Finding(
                        "payment-settlement.bpmn",
                        "Task_CapturePayment",
                        "a task that calls a partner or a decision runs in a job of its own",
                        "should be asyncBefore",
                        true));
        assertThat(report).asString().endsWith("0 paths, 0 states: 1 error");
    }

    /** One rule is about the condition, another about all expressions. */
    @Test
    void aMistakeThatTwoRulesFindIsReportedOnce() {
        var models = Models.all();
        ModelChange.setCondition("order.bpmn", "Flow_HowToProceed_OrderFree", "${misspelt == 'NONE'}")
                .apply(models);
        var report = checker.check(Models.with(models));
        assertThat(report.errors())
                .filteredOn(finding -> finding.advice().startsWith("reads the variable misspelt"))
                .hasSize(1);
    }

    /** As other tools write them: several processes in a file, and elements without an identifier. */
    @Test
    void eachRuleChecksAFileOfAnotherTool() {
        var file =
                """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="any"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
                  <process id="one">
                    <startEvent><timerEventDefinition><timeDuration>soon</timeDuration></timerEventDefinition></startEvent>
                    <startEvent><timerEventDefinition><timeDate>${returnLines}</timeDate></timerEventDefinition></startEvent>
                    <callActivity id="call" calledElement="two"><extensionElements><camunda:in source="a" target="b" />
                      <camunda:out source="b" target="c" /></extensionElements></callActivity>
                  </process>
                  <process id="two" />
                </definitions>
                """;
        var report = checker.check(Map.of("one.bpmn", file.getBytes(StandardCharsets.UTF_8)), List.of());

        assertThat(report.errors())
                .extracting(Finding::advice)
                .noneMatch(advice -> advice.contains("cannot be checked"))
                .anyMatch(advice -> advice.startsWith("the duration soon is invalid"))
                .anyMatch(advice -> advice.startsWith("the date ${returnLines} is a number"))
                .anyMatch(advice -> advice.startsWith("reads the variable a, which is never set in the process one"));
    }

    @Test
    void aFindingOnReadabilityIsAdvice() {
        var models = Models.all();
        ModelChange.moveShape("payment-settlement.bpmn", "Task_CapturePayment", 0, 400)
                .apply(models);
        var report = checker.check(Models.with(models));
        assertThat(report.advice()).isNotEmpty().allSatisfy(finding -> assertThat(finding.binding())
                .isFalse());
    }

    @Test
    void anElementThatNoPathReachesIsAdvice() {
        var models = Models.all();
        var order = models.get("order.bpmn");
        var task = order.newInstance(ManualTask.class, "Task_CallClient");
        order.getModelElementById("order").addChildElement(task);
        var report = new ModelChecker(CheckLimits.DEFAULT, DeclaredServer.INTERFACE).check(Models.with(models));
        assertThat(report.isAccepted()).isTrue();
        assertThat(report.advice())
                .extracting(Finding::toString)
                .contains("order.bpmn: Task_CallClient: is reached by no path; connect the element, or remove it");
    }

    @Test
    void anAnswerThatNeverWinsIsAdvice() {
        var models = Models.all();
        ModelChange.setCondition("order.bpmn", "Flow_OrderReleased_OrderFree", "${true || reviewOutcome == 'RELEASE'}")
                .apply(models);
        ModelChange.setCondition(
                        "order.bpmn",
                        "Flow_OrderReleased_HeldOrderRejected",
                        "${!(true || reviewOutcome == 'RELEASE')}")
                .apply(models);
        var report = new ModelChecker(CheckLimits.DEFAULT, DeclaredServer.INTERFACE).check(Models.with(models));
        assertThat(report.errors()).isEmpty();
        assertThat(report.advice()).extracting(Finding::toString).anySatisfy(advice -> assertThat(advice)
                .startsWith("order.bpmn: Flow_OrderReleased_HeldOrderRejected: is taken by no path"));
    }

    @Test
    void modelsWhoseCheckTakesTooLongAreRefused() {
        var hasty = new ModelChecker(CheckLimits.DEFAULT.withMaxTime(Duration.ofMillis(1)), DeclaredServer.INTERFACE);

        assertThat(hasty.check(Models.with(Models.all())).errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.advice()).contains("their check takes longer than 0 s"));
    }

    /** A branch that ends the whole consignment multiplies the states: the exploration of all takes minutes. */
    @Test
    void theCheckEndsSoonAfterAViolation() {
        var models = Models.all();
        var dispatch = models.get("dispatch.bpmn");
        var end = (EndEvent) dispatch.getModelElementById("EndEvent_DelayReviewed");
        end.addChildElement(dispatch.newInstance(TerminateEventDefinition.class));
        ModelChange.removeProperty("order.bpmn", "EndEvent_OrderCompleted", "trading.order")
                .apply(models);
        var limits = CheckLimits.DEFAULT.withMaxTimeAfterViolation(Duration.ZERO);

        var report = new ModelChecker(limits, DeclaredServer.INTERFACE).check(Models.with(models));

        assertThat(report.complete()).isTrue();
        assertThat(report.errors()).isNotEmpty();
        assertThat(report.states()).isLessThan(10_000);
    }

    @Test
    void violationsThatAreFoundQuicklyAreReportedTogether() {
        var models = Models.all();
        ModelChange.removeProperty("order.bpmn", "EndEvent_OrderCompleted", "trading.order")
                .and(ModelChange.removeProperty("payment-reversal.bpmn", "EndEvent_PaymentVoided", "trading.payment"))
                .apply(models);
        var limits = CheckLimits.DEFAULT.withMaxTimeAfterViolation(Duration.ofMinutes(1));

        var report = new ModelChecker(limits, DeclaredServer.INTERFACE).check(Models.with(models));

        assertThat(report.errors()).hasSizeGreaterThan(1);
    }

    @Test
    void anUnreadableFileIsNamed() {
        var files = new TreeMap<String, byte[]>();
        Models.all()
                .forEach((file, model) ->
                        files.put(file, Bpmn.convertToString(model).getBytes(StandardCharsets.UTF_8)));
        files.putAll(Map.of("payment-settlement.bpmn", "half a fi".getBytes(StandardCharsets.UTF_8)));
        assertThat(checker.check(files, List.of()).errors()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo("payment-settlement.bpmn");
            assertThat(finding.advice()).startsWith("cannot be read: ");
        });
    }
}
