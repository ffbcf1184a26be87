package org.coincide.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class ModelParserTest {

    private final ModelParser parser = new ModelParser(new StaticListableBeanFactory(), List.of());

    @Test
    void aModelWithoutCodeIsAccepted() {
        assertThatCode(() -> parse(ProbeModel.with("<bpmn:userTask id='s'/>"))).doesNotThrowAnyException();
    }

    /** The engine ignores the case, by Unicode's rules: a long s is an s, and an i without a dot is an i. */
    @ParameterizedTest
    @ValueSource(strings = {"shell", "Shell", "SHELL", "\u017fhell", "Mail", "ma\u0131l"})
    void aTypeIsComparedAsByTheEngine(String type) {
        assertThatThrownBy(() -> parse(ProbeModel.with("<bpmn:serviceTask id='s' camunda:type='" + type
                        + "'><bpmn:extensionElements><camunda:field name='command' stringValue='id'/>"
                        + "<camunda:field name='to' stringValue='a@b.c'/><camunda:field name='text' stringValue='x'/>"
                        + "</bpmn:extensionElements></bpmn:serviceTask>")))
                .hasMessageContaining("which is not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name='validator' config='java.lang.Object'",
                "name='validator' camunda:name='required' config='java.lang.Object'",
                "name='validator' config='java.lang.Object' camunda:config='${checked}'"
            })
    void aValidatorIsReadAsByTheEngine(String attributes) {
        assertThatThrownBy(() -> parse(ProbeModel.with("<bpmn:userTask id='s'><bpmn:extensionElements>"
                        + "<camunda:formData><camunda:formField id='x' type='string'><camunda:validation>"
                        + "<camunda:constraint " + attributes + "/></camunda:validation></camunda:formField>"
                        + "</camunda:formData></bpmn:extensionElements></bpmn:userTask>")))
                .hasMessageContaining("which is not allowed");
    }

    @Test
    void eachRefusalNamesTheElementOfTheDiagram() {
        String model = ProbeModel.with("<bpmn:userTask id='s'><bpmn:extensionElements><camunda:executionListener"
                        + " event='start' class='java.lang.Object'/></bpmn:extensionElements></bpmn:userTask>")
                .replace(
                        "targetRef='e'/>",
                        "targetRef='e'><bpmn:conditionExpression xsi:type='bpmn:tFormalExpression'"
                                + " language='javascript'>true</bpmn:conditionExpression></bpmn:sequenceFlow>");

        ParseException refusal = catchThrowableOfType(ParseException.class, () -> parse(model));

        assertThat(refusal.getResorceReports().get(0).getErrors())
                .extracting(Problem::getMainElementId, Problem::getMessage)
                .containsExactly(
                        tuple("s", "The element runs a class, which is not allowed. Use a delegate expression instead"),
                        tuple(
                                "g",
                                "The expression has the script language javascript, which is not allowed."
                                        + " Write the expression as ${...}, without a language"));
    }

    @Test
    void aScriptTaskIsReportedOnce() {
        assertThat(errors(ProbeModel.with(
                        "<bpmn:scriptTask id='s' scriptFormat='x'><bpmn:script>1</bpmn:script></bpmn:scriptTask>")))
                .hasSize(1);
    }

    @Test
    void allFaultsOfAScriptTaskAreReportedAtOnce() {
        assertThat(errors(ProbeModel.with("<bpmn:scriptTask id='s' scriptFormat='x'><bpmn:extensionElements>"
                        + "<camunda:executionListener event='start' class='java.lang.Object'/></bpmn:extensionElements>"
                        + "<bpmn:script>1</bpmn:script></bpmn:scriptTask>")))
                .containsExactly(
                        "The task runs a script, which is not allowed. Use a service task with the template Call provider or Call worker instead",
                        "The element runs a class, which is not allowed. Use a delegate expression instead");
    }

    /** The engine's parser runs no script, so it can report its own faults at the same time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:scriptTask id='s' scriptFormat='x'><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
                "<bpmn:userTask id='s'><bpmn:extensionElements><camunda:taskListener event='create'><camunda:script"
                        + " scriptFormat='x'>1</camunda:script></camunda:taskListener></bpmn:extensionElements></bpmn:userTask>"
            })
    void theFaultsThatTheEngineFindsAreReportedAtOnce(String element) {
        String model = ProbeModel.with(element)
                .replace("</bpmn:process>", "<bpmn:serviceTask id='unfinished'/></bpmn:process>");

        assertThat(errors(model))
                .anyMatch(error -> error.contains("which is not allowed"))
                .anyMatch(error -> error.startsWith("One of the attributes 'class', 'delegateExpression', 'type'"));
    }

    /** The engine's parser instantiates some of the named classes, and those of these types. */
    @ParameterizedTest
    @ValueSource(strings = {"camunda:class='java.lang.Object'", "camunda:type='shell'", "camunda:type='mail'"})
    void theEngineDoesNotParseAModelWithAClass(String attribute) {
        String model = ProbeModel.with("<bpmn:serviceTask id='s' " + attribute + "/>")
                .replace("</bpmn:process>", "<bpmn:serviceTask id='unfinished'/></bpmn:process>");

        assertThat(errors(model)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <bpmn:userTask id='s'><bpmn:extensionElements><camunda:formData><camunda:formField id='x' type='string'><camunda:validation><camunda:constraint name='validator' config='a.B'/></camunda:validation></camunda:formField></camunda:formData></bpmn:extensionElements></bpmn:userTask> | Remove the constraint, and decide on the value by a condition after the task
                    <bpmn:userTask id='s' camunda:formHandlerClass='a.B'/> | Remove the attribute formHandlerClass
                    <bpmn:callActivity id='s' calledElement='x' camunda:variableMappingClass='a.B'/> | List the variables as in and out mappings instead
                    <bpmn:serviceTask id='s' camunda:class='a.B'/> | Use a delegate expression instead
                    <bpmn:serviceTask id='s' camunda:type='mail'/> | Use the template Call worker instead
                    <bpmn:userTask id='s'><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name='x'><camunda:script scriptFormat='x'>1</camunda:script></camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:userTask> | Use an expression ${...} instead
                    <bpmn:userTask id='s'><bpmn:extensionElements><camunda:taskListener event='create'><camunda:script scriptFormat='x'>1</camunda:script></camunda:taskListener></bpmn:extensionElements></bpmn:userTask> | Use a delegate expression instead
                    """)
    void eachRefusalSaysHowToDoWithout(String element, String advice) {
        assertThat(errors(ProbeModel.with(element))).first().asString().endsWith("which is not allowed. " + advice);
    }

    private List<String> errors(String model) {
        return catchThrowableOfType(ParseException.class, () -> parse(model))
                .getResorceReports()
                .get(0)
                .getErrors()
                .stream()
                .map(Problem::getMessage)
                .toList();
    }

    private void parse(String model) {
        parser.parse(Map.of("probe.bpmn", model.getBytes(StandardCharsets.UTF_8)));
    }
}
