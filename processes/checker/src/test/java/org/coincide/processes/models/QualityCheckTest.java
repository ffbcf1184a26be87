package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.coincide.processes.checker.ModelChecker;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.Finding;
import org.coincide.processes.server.ServerInterfaceReader;
import org.coincide.processes.support.DeclaredServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of the guide, docs/editing-processes.md. */
class QualityCheckTest {

    private static final Path MODELS = Path.of("../models");
    private static final Path EXAMPLES = Path.of("../../docs/examples/quality-check");
    private static final Path GUIDE = Path.of("../../docs/editing-processes.md");
    private static final Path EXAMPLE = EXAMPLES.resolve("dispatch.bpmn");
    private static final ModelChecker CHECKER = new ModelChecker(CheckLimits.DEFAULT, DeclaredServer.INTERFACE);

    @Test
    void theFinishedModelHasNoErrors() throws IOException {
        var report = CHECKER.check(edited(), List.of());
        assertThat(report.errors()).isEmpty();
        assertThat(report.advice()).isEmpty();
        assertThat(Files.readString(GUIDE)).as("the guide's step 8").contains("`" + report + "`");
    }

    /** The mistake that the guide warns of. */
    @Test
    void ignoringARepeatedConsignmentIsAnError() throws IOException {
        assertThat(CHECKER.check(forgetful(), List.of()).errors()).isNotEmpty();
    }

    /** Both answers of the form are explored. */
    @Test
    void anAnswerCanHaveTheNameOfAPassedVariable() throws IOException {
        var models = forgetful();
        var again = "<camunda:in sourceExpression=\"${true}\" target=\"again\" />";
        var delivery = new String(models.get("delivery.bpmn"), StandardCharsets.UTF_8);
        assertThat(delivery).contains(again);
        models.put(
                "delivery.bpmn",
                delivery.replace(again, again + again.replace("again", "qualityGood"))
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(CHECKER.check(models, List.of()).errors())
                .extracting(Finding::advice)
                .anyMatch(advice -> advice.startsWith("runs while the consignment is CANCELLED"));
    }

    private static Map<String, byte[]> forgetful() throws IOException {
        var models = edited();
        var forgetful = Files.readString(EXAMPLE)
                .replace("${again || qualityGood}", "${qualityGood}")
                .replace("${!(again || qualityGood)}", "${!qualityGood}");
        models.put("dispatch.bpmn", forgetful.getBytes(StandardCharsets.UTF_8));
        return models;
    }

    @ParameterizedTest
    @ValueSource(strings = {"score=650", "score"})
    void aWorkersNumberCanBeAny(String outcome) throws IOException {
        var report = checkerOf(outcome).check(byWorker(edited()), List.of());
        assertThat(report.errors()).isEmpty();
        assertThat(report.advice()).isEmpty();

        assertThat(checkerOf(outcome).check(byWorker(forgetful()), List.of()).errors())
                .extracting(Finding::advice)
                .anyMatch(advice -> advice.startsWith("runs while the consignment is CANCELLED"));
    }

    private static ModelChecker checkerOf(String outcome) {
        return new ModelChecker(
                CheckLimits.DEFAULT,
                DeclaredServer.INTERFACE.withTopics(Map.of("quality", ServerInterfaceReader.topic(List.of(outcome)))));
    }

    /** A worker checks the quality and sets a number. */
    private static Map<String, byte[]> byWorker(Map<String, byte[]> models) {
        var people = new String(models.get("dispatch.bpmn"), StandardCharsets.UTF_8);
        var worker = people.replaceFirst(
                        "(?s)<bpmn:userTask id=\"Task_CheckQuality\".*?</bpmn:extensionElements>(.*?)</bpmn:userTask>",
                        "<bpmn:serviceTask id=\"Task_CheckQuality\" name=\"Check quality\" camunda:type=\"external\""
                                + " camunda:topic=\"quality\">$1</bpmn:serviceTask>")
                .replaceAll("\\bqualityGood\\b", "score &lt; 700")
                .replace("!score &lt; 700", "!(score &lt; 700)");
        models.put("dispatch.bpmn", worker.getBytes(StandardCharsets.UTF_8));
        models.remove("check-quality.html");
        return models;
    }

    /** A stale example would revert later changes of the model. */
    @Test
    void theExampleIsThePresentModelAndTheCheck() {
        var expected = nodes(MODELS.resolve("dispatch.bpmn"));
        expected.add("Task_CheckQuality");
        expected.add("Gateway_QualityGood");
        expected.add("Task_CancelConsignment_Faulty");
        expected.add("EndEvent_GoodsFaulty");
        assertThat(nodes(EXAMPLE)).isEqualTo(expected);
    }

    /** The built-in models, some replaced by those of the example. */
    private static Map<String, byte[]> edited() throws IOException {
        var models = new TreeMap<String, byte[]>();
        try (var files = Stream.concat(Files.list(MODELS), Files.list(EXAMPLES))) {
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
