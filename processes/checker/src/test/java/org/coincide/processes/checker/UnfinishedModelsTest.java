package org.coincide.processes.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.Finding;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as an editor saves them before a change is finished, and files that are too large. Each is refused with its name. */
class UnfinishedModelsTest {

    private static final ModelChecker CHECKER = new ModelChecker(CheckLimits.DEFAULT, DeclaredServer.INTERFACE);
    private static final String ORDER = "order.bpmn";
    private static final String FIRST_FLOW = "<bpmn:sequenceFlow id=\"Flow_OrderReceived_DecisionDue\"";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefusedWithItsName(String what, String file, UnaryOperator<String> change, String advice) {
        Map<String, byte[]> files = Models.files();
        files.compute(file, (name, content) -> change.apply(
                        content == null ? "" : new String(content, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
        var report = CHECKER.check(files, List.of());
        assertThat(report.isAccepted()).isFalse();
        assertThat(report.errors())
                .as(report.errors().toString())
                .anySatisfy(finding -> assertThat(finding.file()).isEqualTo(file))
                .extracting(Finding::advice)
                .anySatisfy(text -> assertThat(text).contains(advice));
    }

    /** Its flows and boundary events are right, and are no findings. */
    @Test
    void anAdHocSubProcessIsTheOnlyFinding() {
        Map<String, byte[]> files = Models.files();
        files.computeIfPresent(ORDER, (name, content) -> new String(content, StandardCharsets.UTF_8)
                .replaceFirst("<bpmn:subProcess", "<bpmn:adHocSubProcess")
                .replaceFirst("</bpmn:subProcess", "</bpmn:adHocSubProcess")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(CHECKER.check(files, List.of()).errors())
                .extracting(Finding::element)
                .containsExactly("Activity_ReviewOrder");
    }

    static Stream<Arguments> isRefusedWithItsName() {
        return Stream.of(
                arguments("an empty file", ORDER, to(""), "cannot be read"),
                arguments(
                        "half a file",
                        ORDER,
                        (UnaryOperator<String>) text -> text.substring(0, text.length() / 2),
                        "cannot be read"),
                arguments("a file without a process", ORDER, to("<a/>"), "cannot be read"),
                arguments(
                        "a call of nothing",
                        ORDER,
                        add("<bpmn:callActivity id=\"Activity_New\" />"),
                        "calls no process, which is not a process of this deployment"),
                arguments(
                        "a message without a name",
                        ORDER,
                        replace(" name=\"order.amended\"", ""),
                        "does not send the message without a name; use one of ["),
                arguments(
                        "an ad-hoc sub-process",
                        ORDER,
                        (UnaryOperator<String>) text -> text.replaceFirst("<bpmn:subProcess", "<bpmn:adHocSubProcess")
                                .replaceFirst("</bpmn:subProcess", "</bpmn:adHocSubProcess"),
                        "is an ad-hoc sub-process"),
                arguments(
                        "an empty sub-process",
                        ORDER,
                        (UnaryOperator<String>) text -> text.replaceFirst(
                                        "<bpmn:exclusiveGateway id=\"Gateway_DecisionDue\"",
                                        "<bpmn:subProcess id=\"Gateway_DecisionDue\"")
                                .replaceFirst("</bpmn:exclusiveGateway", "</bpmn:subProcess"),
                        "has no start event"),
                arguments(
                        "an event sub-process without a start",
                        ORDER,
                        add("<bpmn:subProcess id=\"Activity_New\" triggeredByEvent=\"true\" />"),
                        "has no start event; add one, or remove the element"),
                arguments("a boundary event at nothing", ORDER, add("<bpmn:boundaryEvent id=\"Event_New\" />"), ""),
                arguments(
                        "a flow to nothing",
                        ORDER,
                        add("<bpmn:sequenceFlow id=\"Flow_New\" sourceRef=\"Task_DecideHold\" />"),
                        ""),
                arguments("a rule task without a decision", ORDER, replace(" camunda:decisionRef=\"hold\"", ""), ""),
                arguments("a condition without a text", ORDER, replace("${holdReason == 'NONE'}", ""), ""),
                arguments("an empty table", "hold.dmn", to(""), "cannot be read"),
                arguments(
                        "a table without rules",
                        "hold.dmn",
                        (UnaryOperator<String>) text -> text.replaceAll("(?s)<rule .*</rule>", ""),
                        ""),
                arguments(
                        "a hundred nested sub-processes",
                        ORDER,
                        add(nested(2_000)),
                        "nests more than 100 XML elements"),
                arguments(
                        "many elements",
                        ORDER,
                        add("<bpmn:task id=\"Task_%d\" />", 20_000),
                        "has more than 20000 XML elements"),
                arguments(
                        "eleven megabytes",
                        ORDER,
                        (UnaryOperator<String>) text -> text + " ".repeat(11_000_000),
                        "bytes; the limit is 10485760"),
                arguments(
                        "a form of eleven megabytes", "big.html", to(" ".repeat(11_000_000)), "the limit is 10485760"),
                arguments(
                        "twenty-two check boxes",
                        ORDER,
                        checkBoxes(22),
                        "its form has more than 200 different answers"),
                arguments(
                        "a hundred thousand instances",
                        ORDER,
                        replace(
                                "<bpmn:outgoing>Flow_ReviewHeldOrder_ReviewFinished</bpmn:outgoing>",
                                "<bpmn:outgoing>Flow_ReviewHeldOrder_ReviewFinished</bpmn:outgoing>"
                                        + "<bpmn:multiInstanceLoopCharacteristics>"
                                        + "<bpmn:loopCardinality xsi:type=\"bpmn:tFormalExpression\">100000"
                                        + "</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"),
                        "has 100000 instances; the check allows 0 to 100"));
    }

    private static UnaryOperator<String> to(String text) {
        return before -> text;
    }

    private static UnaryOperator<String> replace(String part, String by) {
        return text -> {
            assertThat(text).contains(part);
            return text.replace(part, by);
        };
    }

    private static UnaryOperator<String> add(String element) {
        return text -> text.replace(FIRST_FLOW, element + FIRST_FLOW);
    }

    private static UnaryOperator<String> add(String element, int times) {
        return add(IntStream.range(0, times).mapToObj(element::formatted).collect(Collectors.joining()));
    }

    private static String nested(int depth) {
        return "<bpmn:subProcess>".repeat(depth) + "</bpmn:subProcess>".repeat(depth);
    }

    /** Fields that conditions read are answers of the form of the review. */
    private static UnaryOperator<String> checkBoxes(int count) {
        var fields = IntStream.range(0, count)
                .mapToObj("<camunda:formField id=\"box%d\" label=\"Box\" type=\"boolean\" />"::formatted)
                .collect(Collectors.joining());
        return text -> text.replaceFirst("<camunda:formData>", "<camunda:formData>" + fields)
                .replace(" camunda:formKey=\"embedded:deployment:review-held-order.html\"", "");
    }
}
