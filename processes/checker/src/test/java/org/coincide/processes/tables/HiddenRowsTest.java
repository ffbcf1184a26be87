package org.coincide.processes.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.junit.jupiter.api.Test;

class HiddenRowsTest {

    @Test
    void aRowBelowOneWithoutConditionsIsHidden() {
        assertThat(HiddenRows.of(table(2, row("any", -1, 2), row("below", 0, 2))))
                .containsExactly(new HiddenRows.Hidden("below", "any", true));
    }

    @Test
    void aTableWithTooManyCombinationsIsNotSearched() {
        int columns = 26;
        var rows = IntStream.range(0, columns)
                .mapToObj(column -> row("row" + column, column, columns))
                .toArray(String[]::new);

        assertThat(HiddenRows.of(table(columns, rows))).isEmpty();
    }

    /** A row that is for true in one column, or for everything if the column is negative. */
    private static String row(String id, int condition, int columns) {
        var cells = IntStream.range(0, columns)
                .mapToObj(column -> "<inputEntry id='%s_%d'><text>%s</text></inputEntry>"
                        .formatted(id, column, column == condition ? "true" : ""))
                .collect(Collectors.joining());
        return "<rule id='%s'>%s<outputEntry id='%s_out'><text>\"%s\"</text></outputEntry></rule>"
                .formatted(id, cells, id, id);
    }

    private static DecisionTable table(int columns, String... rows) {
        var inputs = IntStream.range(0, columns)
                .mapToObj(column ->
                        "<input id='in%d'><inputExpression id='ex%d' typeRef='boolean'><text>flag%d</text></inputExpression></input>"
                                .formatted(column, column, column))
                .collect(Collectors.joining());
        var model =
                """
                <definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='definitions' name='Flags' namespace='test'>
                  <decision id='flags' name='Flags'><decisionTable id='table' hitPolicy='FIRST'>%s
                    <output id='out' name='result' typeRef='string' />%s</decisionTable></decision>
                </definitions>"""
                        .formatted(inputs, String.join("", rows));
        return Dmn.readModelFromStream(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)))
                .getModelElementById("table");
    }
}
