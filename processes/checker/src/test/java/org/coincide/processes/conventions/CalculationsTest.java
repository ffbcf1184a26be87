package org.coincide.processes.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.coincide.processes.model.Finding;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calculations in the columns and the results of a decision table. */
class CalculationsTest {

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "limitPercent / 100 | double",
                "floor(limitPercent / 100) | integer",
                "ceiling(total) | integer",
                "limitPercent * 2 - 100 | long",
                "pieces > 10 and firstOrder | boolean",
                "if firstOrder then pieces else 0 | integer",
                "if contains(articles, \",POT,\") then pieces else 0 | integer",
                "string length(articles) | integer",
                "count(split(articles, \",\")) - 2 | integer",
                "decimal(total / pieces, 2) | double",
                "total / limitPercent | double",
                "modulo(pieces, 12) | integer",
                "max(pieces, limitPercent) | integer",
                "upper case(clientId) | string",
                "substring(shipToCountry, 1, 1) | string",
                "paymentMethod + \"-\" + shipToCountry | string",
                "limitPercent between 50 and 100 | boolean",
                "not(firstOrder) | boolean",
                "some code in [\"DE\", \"AT\"] satisfies code = shipToCountry | boolean"
            })
    void ordinaryCalculationsAreAccepted(String expression, String type) {
        assertThat(findings(expression, type)).isEmpty();
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "limitPercent / 100 | integer | limitPercent / 100 is 0.01 for {limitPercent=1}",
                "limitPercent * 0.5 | long | limitPercent * 0.5 is 0.5 for {limitPercent=1}",
                "total / 2 | integer | total / 2 is ",
                "pieces > 10 | integer | the variable of the column ${pieces > 10} is true or false",
                "firstOrder | integer | the variable of the column ${firstOrder} is true or false",
                "pieces - shipToCountry | integer | pieces - shipToCountry has no value for any order",
                "string length(pieces) | integer | string length(pieces) has no value for any order",
                "pices * 2 | integer | reads the variable pices, which is never set; use pieces",
                "if firstOrder then peices else 0 | integer | reads the variable peices, which is never set; use pieces"
            })
    void calculationsThatFailAreFound(String expression, String type, String finding) {
        assertThat(findings(expression, type))
                .anySatisfy(found -> assertThat(found).startsWith("hold.dmn: Input_Pieces: " + finding));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "limitPercent / 100 | integer | limitPercent / 100 is 0.01 for {limitPercent=1}",
                "shipToCountry - 1 | string | shipToCountry - 1 has no value for any order"
            })
    void resultsThatFailAreFound(String expression, String type, String finding) {
        var tables = Models.decisions();
        OutputEntry entry = tables.get("hold.dmn").getModelElementById("OutputEntry_AnyOther");
        entry.getText().setTextContent(expression);
        tables.get("hold.dmn").getModelElementById("Output_HoldReason").setAttributeValue("typeRef", type);
        assertThat(ColumnConventions.CALCULATIONS
                        .findings(Models.with(Models.all(), tables, Models.forms()), DeclaredServer.INTERFACE)
                        .map(Finding::toString))
                .anySatisfy(found -> assertThat(found).startsWith("hold.dmn: Rule_AnyOther: " + finding));
    }

    private static List<String> findings(String expression, String type) {
        var tables = Models.decisions();
        InputExpression input = tables.get("hold.dmn").getModelElementById("InputExpression_Pieces");
        input.getText().setTextContent(expression);
        input.setTypeRef(type);
        var models = Models.with(Models.all(), tables, Models.forms());
        return ColumnConventions.ALL.stream()
                .flatMap(convention -> convention.findings(models, DeclaredServer.INTERFACE))
                .map(Finding::toString)
                .toList();
    }
}
