package org.coincide.processes.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.server.ServerInterfaceReader;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes that an editor may make. None is refused. */
class GoodModelsTest {

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
    void isAccepted(String what, String file, UnaryOperator<String> change) {
        Map<String, byte[]> files = Models.files();
        files.compute(file, (name, content) -> {
            var before = new String(content, StandardCharsets.UTF_8);
            var after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            return after.getBytes(StandardCharsets.UTF_8);
        });

        assertThat(CHECKER.check(files, List.of()).errors()).isEmpty();
    }

    /** Changes that do not concern each other, so that one check of the paths is enough. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void areAcceptedTogether(String what, List<Variant> variants) {
        Map<String, byte[]> files = Models.files();
        for (var variant : variants) {
            files.compute(variant.file(), (name, content) -> {
                var before = new String(content, StandardCharsets.UTF_8);
                var after = variant.change().apply(before);
                assertThat(after).as(variant.toString()).isNotEqualTo(before);
                return after.getBytes(StandardCharsets.UTF_8);
            });
        }

        assertThat(CHECKER.check(files, List.of()).errors()).isEmpty();
    }

    /** A change of one file. */
    private record Variant(String what, String file, UnaryOperator<String> change) {

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Arguments> areAcceptedTogether() {
        return Stream.of(
                arguments(
                        "deadlines, names, groups, an escalation, a hold of its own and rows of the table",
                        List.of(
                                new Variant("a longer review", ORDER, replace(">P3D<", ">P5D<")),
                                new Variant("a longer carriage", "delivery.bpmn", replace(">P10D<", ">P14D<")),
                                new Variant("its promise", "dispatch.bpmn", replace("\"P10D\"", "\"P14D\"")),
                                new Variant("a shorter preparation", "dispatch.bpmn", replace(">PT24H<", ">PT90M<")),
                                new Variant("a longer grace", "invoice.bpmn", replace(">P7D<", ">P2W<")),
                                new Variant(
                                        "other retries",
                                        "invoice.bpmn",
                                        replace("PT2S,PT10S,PT1M,PT5M,PT30M", "PT5S,PT1M,PT10M")),
                                new Variant(
                                        "a group of its own",
                                        "dispatch.bpmn",
                                        replace("\"warehouse\"", "\"night-shift\"")),
                                new Variant(
                                        "a reason of its own",
                                        "dispatch.bpmn",
                                        replace("SUPPLY_ABANDONED", "X_NO_SUPPLY")),
                                new Variant(
                                        "a name in Japanese", "return.bpmn", replace("name=\"Return\"", "name=\"返品\"")),
                                new Variant(
                                        "an annotation about external work",
                                        "return.bpmn",
                                        replace(
                                                "<bpmn:documentation>Count and inspect",
                                                "<bpmn:documentation>An external script or connector can print labels."
                                                        + " Count and inspect")),
                                new Variant(
                                        "a priority",
                                        "return.bpmn",
                                        replace(
                                                "name=\"Receive goods\" camunda:candidateGroups",
                                                "name=\"Receive goods\" camunda:priority=\"80\""
                                                        + " camunda:candidateGroups")),
                                new Variant(
                                        "a priority and an assignee of variables",
                                        ORDER,
                                        replace(
                                                "name=\"Review held order\" camunda:candidateGroups",
                                                "name=\"Review held order\" camunda:priority=\"${pieces}\""
                                                        + " camunda:assignee=\"${clientId}\""
                                                        + " camunda:candidateGroups")),
                                new Variant(
                                        "a due date of a variable",
                                        "invoice.bpmn",
                                        replace(
                                                "name=\"Decide on invoice\" camunda:candidateGroups",
                                                "name=\"Decide on invoice\" camunda:dueDate=\"${invoiceDueAt}\""
                                                        + " camunda:candidateGroups")),
                                new Variant(
                                        "a paragraph in a form",
                                        "hand-over.html",
                                        replace("</form>", "<p>Ask the driver for a receipt.</p></form>")),
                                new Variant("an escalation", "invoice.bpmn", GoodModelsTest::escalateInvoice),
                                new Variant("a hold of its own", ORDER, GoodModelsTest::reviewFraud),
                                new Variant("a number of the table", HOLD, replace("&gt; 10000", "&gt;= 5000")),
                                new Variant("a reason of the table", HOLD, replace("\"ADDRESS\"", "\"X_ISLAND\"")),
                                new Variant("a range of the table", HOLD, replace("&gt; 80", "]80..90]")),
                                new Variant(
                                        "a column that calculates",
                                        HOLD,
                                        replace("<text>pieces</text>", "<text>ceiling(pieces / 12)</text>")),
                                new Variant("a sooner reminder", ORDER, order -> order.replace(
                                                "value=\"P1D\"", "value=\"PT12H\"")
                                        .replace(">P1D<", ">PT12H<")))),
                arguments(
                        "a worker, and a question about the limit",
                        List.of(
                                new Variant("a worker", ORDER, GoodModelsTest::askWorker),
                                new Variant(
                                        "a question about the limit",
                                        ORDER,
                                        replace("|| creditGood", "|| creditGood &amp;&amp; limitPercent &lt; 120")))));
    }

    /** A timer at the task of the accountants, which informs their lead. */
    private static String escalateInvoice(String invoice) {
        return invoice.replaceFirst(
                "<bpmn:exclusiveGateway id=\"Gateway_InvoiceGivenUp\"",
                """
                <bpmn:boundaryEvent id="BoundaryEvent_InvoiceForgotten" name="Invoice forgotten" cancelActivity="false" attachedToRef="Task_DecideOnInvoice">
                  <bpmn:outgoing>Flow_Forgotten</bpmn:outgoing>
                  <bpmn:timerEventDefinition id="TimerEventDefinition_InvoiceForgotten">
                    <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P3D</bpmn:timeDuration>
                  </bpmn:timerEventDefinition>
                </bpmn:boundaryEvent>
                <bpmn:userTask id="Task_ExpediteInvoice" name="Expedite invoice" camunda:candidateGroups="accounting-lead">
                  <bpmn:incoming>Flow_Forgotten</bpmn:incoming>
                  <bpmn:outgoing>Flow_Expedited</bpmn:outgoing>
                </bpmn:userTask>
                <bpmn:endEvent id="EndEvent_InvoiceExpedited" name="Invoice expedited">
                  <bpmn:incoming>Flow_Expedited</bpmn:incoming>
                </bpmn:endEvent>
                <bpmn:sequenceFlow id="Flow_Forgotten" sourceRef="BoundaryEvent_InvoiceForgotten" targetRef="Task_ExpediteInvoice" />
                <bpmn:sequenceFlow id="Flow_Expedited" sourceRef="Task_ExpediteInvoice" targetRef="EndEvent_InvoiceExpedited" />
                <bpmn:exclusiveGateway id="Gateway_InvoiceGivenUp\"""");
    }

    /** Orders that look like fraud are reviewed by a group of their own. */
    private static String reviewFraud(String order) {
        return order.replace(
                        "sourceRef=\"StartEvent_ReviewRequested\" targetRef=\"Task_ReviewHeldOrder\"",
                        "sourceRef=\"StartEvent_ReviewRequested\" targetRef=\"Gateway_FraudSuspected\"")
                .replace(
                        "<bpmn:incoming>Flow_ReviewRequested_ReviewHeldOrder</bpmn:incoming>",
                        "<bpmn:incoming>Flow_Usual</bpmn:incoming>")
                .replaceFirst(
                        "<bpmn:sequenceFlow id=\"Flow_ReviewRequested_ReviewHeldOrder\"",
                        """
                        <bpmn:exclusiveGateway id="Gateway_FraudSuspected" name="Fraud suspected?">
                          <bpmn:incoming>Flow_ReviewRequested_ReviewHeldOrder</bpmn:incoming>
                          <bpmn:outgoing>Flow_Usual</bpmn:outgoing>
                          <bpmn:outgoing>Flow_Fraud</bpmn:outgoing>
                        </bpmn:exclusiveGateway>
                        <bpmn:userTask id="Task_ReviewFraud" name="Review fraud" camunda:candidateGroups="fraud-desk" camunda:formKey="embedded:deployment:review-held-order.html">
                          <bpmn:extensionElements>
                            <camunda:formData>
                              <camunda:formField id="reviewOutcome" label="Decision" type="enum">
                                <camunda:value id="RELEASE" name="Release" />
                                <camunda:value id="REJECT" name="Reject" />
                                <camunda:validation><camunda:constraint name="required" /></camunda:validation>
                              </camunda:formField>
                            </camunda:formData>
                          </bpmn:extensionElements>
                          <bpmn:incoming>Flow_Fraud</bpmn:incoming>
                          <bpmn:outgoing>Flow_FraudReviewed</bpmn:outgoing>
                        </bpmn:userTask>
                        <bpmn:sequenceFlow id="Flow_Usual" name="No" sourceRef="Gateway_FraudSuspected" targetRef="Task_ReviewHeldOrder">
                          <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\\${!(holdReason == 'FRAUD_RULE')}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>
                        <bpmn:sequenceFlow id="Flow_Fraud" name="Yes" sourceRef="Gateway_FraudSuspected" targetRef="Task_ReviewFraud">
                          <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\\${holdReason == 'FRAUD_RULE'}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>
                        <bpmn:sequenceFlow id="Flow_FraudReviewed" sourceRef="Task_ReviewFraud" targetRef="EndEvent_ReviewFinished" />
                        <bpmn:sequenceFlow id="Flow_ReviewRequested_ReviewHeldOrder\"""")
                .replace(
                        "<bpmn:incoming>Flow_ReviewHeldOrder_ReviewFinished</bpmn:incoming>",
                        "<bpmn:incoming>Flow_ReviewHeldOrder_ReviewFinished</bpmn:incoming>"
                                + "<bpmn:incoming>Flow_FraudReviewed</bpmn:incoming>");
    }

    static Stream<Arguments> isAccepted() {
        return Stream.of(
                arguments("an answer of an HTML form alone, which a call passes, too", "delivery.bpmn", (UnaryOperator<
                                String>)
                        delivery -> delivery.replaceFirst("(?s)<camunda:formData>.*?</camunda:formData>", "")
                                .replace(
                                        "target=\"refund\" />",
                                        "target=\"refund\" /><camunda:in source=\"consignmentDecision\""
                                                + " target=\"consignmentDecision\" />")),
                arguments(
                        "a process named in German",
                        ORDER,
                        replace("name=\"Order\"", "name=\"Auftrag, große Fassung\"")),
                arguments("a process named in Greek", ORDER, replace("name=\"Order\"", "name=\"Παραγγελία\"")),
                arguments("a table that requires another", HOLD, (UnaryOperator<String>) GoodModelsTest::requireRisk),
                arguments(
                        "a negation by another operator",
                        ORDER,
                        replace("${!(reviewOutcome == 'RELEASE')}", "${reviewOutcome != 'RELEASE'}")),
                arguments("conditions in words and with spaces", ORDER, (UnaryOperator<String>)
                        GoodModelsTest::writeInWords),
                arguments(
                        "an amended order that a person decides on",
                        ORDER,
                        replace(
                                "sourceRef=\"Event_ReviewRestarted\" targetRef=\"Gateway_DecisionDue\"",
                                "sourceRef=\"Event_ReviewRestarted\" targetRef=\"Event_OrderHeld\"")),
                arguments("a question about the client", ORDER, orElseReleased("clientId == 'acme'")),
                arguments("a question about the value", ORDER, orElseReleased("total &lt; 100.5")),
                arguments("a question about the currency", ORDER, orElseReleased("currency == 'EUR'")),
                arguments("a question about several types", ORDER, orElseReleased("pieces == 2 &amp;&amp; firstOrder")),
                arguments("a question about an article", ORDER, orElseReleased("articles == ',TEA-EARL-GREY-100,'")),
                arguments(
                        "a column about articles",
                        HOLD,
                        replace(
                                "<text>pieces</text>",
                                "<text>if contains(articles, \",POT,\") then pieces else 0</text>")));
    }

    private static String writeInWords(String order) {
        return order.replace("${reviewOutcome == 'RELEASE'}", "#{ reviewOutcome eq &quot;RELEASE&quot; }")
                .replace("${!(reviewOutcome == 'RELEASE')}", "#{!( reviewOutcome eq 'RELEASE' )}");
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
}
