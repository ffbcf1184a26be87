package org.coincide.processes.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.coincide.processes.checks.Finding;
import org.coincide.processes.support.Change;
import org.coincide.processes.support.Delegates;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;

class RulebookTest {

    private static final int FEW_STATES = 100;

    private final Rulebook rulebook = new Rulebook(FEW_STATES, Delegates.known());

    @Test
    void aWalkThatMetItsBoundSaysSo() {
        var verdict = rulebook.judge(Models.with(Models.all()));
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.whole()).isFalse();
        assertThat(verdict.states()).isGreaterThanOrEqualTo(FEW_STATES);
        assertThat(verdict).asString().endsWith("more than could be walked: no objection");
    }

    @Test
    void anObjectionNamesFileElementRuleAndWhatToDo() {
        var models = Models.all();
        Change.to("payment.bpmn", "Task_CapturePayment", FlowNode.class, task -> task.setCamundaAsyncBefore(false))
                .apply(models);
        var verdict = rulebook.judge(Models.with(models));
        assertThat(verdict.objections())
                .containsExactly(new Finding(
                        "payment.bpmn",
                        "Task_CapturePayment",
                        "what leaves the process does so in a job of its own",
                        "should be asyncBefore",
                        true));
        assertThat(verdict).asString().endsWith("0 paths, 0 states: 1 objection");
    }

    /** A crossed line is no reason to keep an order desk waiting. */
    @Test
    void whatOnlyReadsBadlyIsAdviceAndNoObjection() {
        var models = Models.all();
        Change.move("payment.bpmn", "Task_CapturePayment", 0, 400).apply(models);
        var verdict = rulebook.judge(Models.with(models));
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.advice()).isNotEmpty().allSatisfy(finding -> assertThat(finding.binding())
                .isFalse());
    }

    @Test
    void aFileThatIsNoModelIsNamed() {
        var files = new TreeMap<String, byte[]>();
        Models.all()
                .forEach((file, model) ->
                        files.put(file, Bpmn.convertToString(model).getBytes(StandardCharsets.UTF_8)));
        files.putAll(Map.of("payment.bpmn", "half a fi".getBytes(StandardCharsets.UTF_8)));
        assertThat(rulebook.judge(files, List.of()).objections())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.file()).isEqualTo("payment.bpmn");
                    assertThat(finding.advice()).startsWith("cannot be read: ");
                });
    }
}
