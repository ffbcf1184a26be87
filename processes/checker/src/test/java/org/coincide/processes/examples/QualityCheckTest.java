package org.coincide.processes.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.coincide.processes.rulebook.Rulebook;
import org.coincide.processes.support.Delegates;
import org.junit.jupiter.api.Test;

/** The example of the guide, docs/editing-processes.md. */
class QualityCheckTest {

    private static final Path OURS = Path.of("../models");
    private static final Path EXAMPLES = Path.of("../../docs/examples/quality-check");
    private static final Path EXAMPLE = EXAMPLES.resolve("dispatch.bpmn");
    private static final Rulebook RULEBOOK = new Rulebook(500_000, Delegates.known());

    @Test
    void theFinishedModelHasNoObjection() throws IOException {
        var verdict = RULEBOOK.judge(edited(), List.of());
        assertThat(verdict.objections()).isEmpty();
        assertThat(verdict.advice()).isEmpty();
    }

    /** What the guide says of a consignment that is sent again. */
    @Test
    void whoForgetsThatAConsignmentMayBeSentAgainIsTold() throws IOException {
        var models = edited();
        var forgetful = Files.readString(EXAMPLE)
                .replace("${again || qualityGood}", "${qualityGood}")
                .replace("${!(again || qualityGood)}", "${!qualityGood}");
        models.put("dispatch.bpmn", forgetful.getBytes());
        assertThat(RULEBOOK.judge(models, List.of()).objections()).isNotEmpty();
    }

    /** An example that has stayed behind would undo what has been changed since. */
    @Test
    void theFinishedModelIsThePresentOneAndTheCheck() {
        var expected = nodes(OURS.resolve("dispatch.bpmn"));
        expected.add("Task_CheckQuality");
        expected.add("Gateway_QualityGood");
        expected.add("Task_CancelConsignment_Faulty");
        expected.add("EndEvent_GoodsFoundFaulty");
        assertThat(nodes(EXAMPLE)).isEqualTo(expected);
    }

    /** Our models, and what the example puts in the place of some. */
    private static Map<String, byte[]> edited() throws IOException {
        var models = new TreeMap<String, byte[]>();
        try (var files = Stream.concat(Files.list(OURS), Files.list(EXAMPLES))) {
            for (var file : files.filter(QualityCheckTest::isModel).toList()) {
                models.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return models;
    }

    private static boolean isModel(Path file) {
        return file.toString().matches(".*\\.(bpmn|dmn|html)");
    }

    private static TreeSet<String> nodes(Path model) {
        return Bpmn.readModelFromFile(model.toFile()).getModelElementsByType(FlowNode.class).stream()
                .map(FlowNode::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
