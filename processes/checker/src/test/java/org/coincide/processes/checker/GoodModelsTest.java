package org.coincide.processes.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.server.ServerInterfaceReader;
import org.coincide.processes.support.DeclaredServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes that an editor may make. None is refused. */
class GoodModelsTest {

    private static final Path MODELS = Path.of("../models");
    private static final ModelChecker CHECKER = new ModelChecker(
            CheckLimits.DEFAULT,
            DeclaredServer.INTERFACE.withTopics(Map.of(
                    "credit-check", ServerInterfaceReader.topic(List.of("creditGood=true", "creditGood=false")))));
    private static final String ORDER = "order.bpmn";
    private static final String HOLD = "hold.dmn";

    /** A table that decides on the risk by a second one, which knows the client and the articles. */
    private static final String RISK =
            """
            <decision id="risk" name="Risk" camunda:historyTimeToLive="P180D">
              <decisionTable id="DecisionTable_Risk" hitPolicy="FIRST">
                <input id="Input_Client"><inputExpression id="IE_Client" typeRef="string"><text>clientId</text></inputExpression></input>
                <input id="Input_Total"><inputExpression id="IE_Total" typeRef="double"><text>total</text></inputExpression></input>
                <output id="Output_Risk" name="riskClass" typeRef="string" />
                <rule id="Rule_Known"><inputEntry id="R1"><text>"acme"</text></inputEntry><inputEntry id="R2"><text></text></inputEntry>
                  <outputEntry id="R3"><text>"LOW"</text></outputEntry></rule>
                <rule id="Rule_Large"><inputEntry id="R4"><text></text></inputEntry><inputEntry id="R5"><text>&gt; 1000</text></inputEntry>
                  <outputEntry id="R6"><text>"HIGH"</text></outputEntry></rule>
                <rule id="Rule_Else"><inputEntry id="R7"><text></text></inputEntry><inputEntry id="R8"><text></text></inputEntry>
                  <outputEntry id="R9"><text>"LOW"</text></outputEntry></rule>
              </decisionTable>
            </decision>
            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isAccepted(String what, String file, UnaryOperator<String> change) throws IOException {
        Map<String, byte[]> files = models();
        files.compute(file, (name, content) -> {
            var before = new String(content, StandardCharsets.UTF_8);
            var after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            return after.getBytes(StandardCharsets.UTF_8);
        });

        assertThat(CHECKER.check(files, List.of()).errors()).isEmpty();
    }

    static Stream<Arguments> isAccepted() {
        return Stream.of(
                arguments(
                        "a process named in German",
                        ORDER,
                        replace("name=\"Order\"", "name=\"Auftrag, große Fassung\"")),
                arguments("a process named in Greek", ORDER, replace("name=\"Order\"", "name=\"Παραγγελία\"")),
                arguments("a table that requires another", HOLD, (UnaryOperator<String>) GoodModelsTest::requireRisk),
                arguments("a question about the client", ORDER, orElseReleased("clientId == 'acme'")),
                arguments("a question about the value", ORDER, orElseReleased("total &lt; 100.5")),
                arguments("a question about the currency", ORDER, orElseReleased("currency == 'EUR'")),
                arguments("a question about an article", ORDER, orElseReleased("articles == ',TEA-EARL-GREY-100,'")),
                arguments(
                        "a column about articles",
                        HOLD,
                        replace(
                                "<text>pieces</text>",
                                "<text>if contains(articles, \",POT,\") then pieces else 0</text>")));
    }

    private static String requireRisk(String hold) {
        return hold.replaceFirst(
                        "(<decision id=\"hold\"[^>]*>)",
                        "$1<informationRequirement id=\"Requires_Risk\"><requiredDecision href=\"#risk\" />"
                                + "</informationRequirement>")
                .replace("<text>shipToCountry</text>", "<text>riskClass</text>")
                .replace("</decision>", "</decision>" + RISK);
    }

    /** An external task before the decision, with a timer and an error that lead back, and a question about its result. */
    private static String askWorker(String order) {
        return orElseReleased("creditGood")
                .apply(order)
                .replace(
                        "sourceRef=\"StartEvent_OrderReceived\" targetRef=\"Gateway_DecisionDue\"",
                        "sourceRef=\"StartEvent_OrderReceived\" targetRef=\"Task_CheckCredit\"")
                .replace(
                        "<bpmn:incoming>Flow_OrderReceived_DecisionDue</bpmn:incoming>",
                        "<bpmn:incoming>Flow_Credit</bpmn:incoming>")
                .replaceFirst(
                        "<bpmn:sequenceFlow id=\"Flow_OrderReceived_DecisionDue\"",
                        """
                        <bpmn:serviceTask id="Task_CheckCredit" name="Check credit" camunda:type="external" camunda:topic="credit-check">
                          <bpmn:incoming>Flow_OrderReceived_DecisionDue</bpmn:incoming>
                          <bpmn:outgoing>Flow_Credit</bpmn:outgoing>
                        </bpmn:serviceTask>
                        <bpmn:sequenceFlow id="Flow_Credit" sourceRef="Task_CheckCredit" targetRef="Gateway_DecisionDue" />
                        <bpmn:sequenceFlow id="Flow_OrderReceived_DecisionDue\"""");
    }

    private static UnaryOperator<String> orElseReleased(String question) {
        return text -> text.replace(
                        "${reviewOutcome == 'RELEASE'}", "${reviewOutcome == 'RELEASE' || " + question + "}")
                .replace("${!(reviewOutcome == 'RELEASE')}", "${!(reviewOutcome == 'RELEASE' || " + question + ")}");
    }

    private static UnaryOperator<String> replace(String part, String by) {
        return text -> text.replace(part, by);
    }

    private static Map<String, byte[]> models() throws IOException {
        var models = new TreeMap<String, byte[]>();
        try (var files = Files.list(MODELS)) {
            for (var file : files.filter(one -> one.toString().matches(".*\\.(bpmn|dmn|html)"))
                    .toList()) {
                models.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return models;
    }
}
