package org.coincide.engine.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An editor asks at her own desk, and hears what the server would say. */
class CheckCommandTest {

    @TempDir
    Path folder;

    @Test
    void theServersOwnModelsMayRun() {
        assertThat(check()).startsWith("0\n").containsPattern("\n6 models, \\d+ paths, \\d+ states: no objection\n");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dispatch.bpmn | ${cancelConsignment} | ${cancelOrder} | Task_CancelConsignment: names ${cancelOrder}",
                "dispatch.bpmn | hand-over.html | handing.html | Task_HandOverParcel: shows the form embedded:deployment:handing.html",
                "order.bpmn | calledElement=\"delivery\" | calledElement=\"delivry\" | CallActivity_DeliverConsignments: calls delivry, which is no process of ours: write delivery",
                "dispatch.bpmn | >PT24H< | >a day< | BoundaryEvent_PreparationOverdue: waits for a day",
                "hold.dmn | typeRef=\"integer\"> | typeRef=\"integer\" expressionLanguage=\"juel\"> | InputExpression_LimitPercent speaks juel; write it in FEEL",
                "hold.dmn | >pieces< | >parts< | Input_Pieces: asks for parts, which nobody sets"
            })
    void whatTheServerWouldRefuseIsNamed(String file, String right, String wrong, String objection) throws IOException {
        String model = new String(ModelFiles.ofTheJar().contents().get(file), StandardCharsets.UTF_8);
        assertThat(model).contains(right);
        Files.writeString(folder.resolve(file), model.replace(right, wrong));
        assertThat(check()).startsWith("1\n").contains("wrong: " + file + ": ", objection);
    }

    @Test
    void aTimerWithoutATimeIsFoundByTheEnginesOwnParser() throws IOException {
        String model = new String(ModelFiles.ofTheJar().contents().get("dispatch.bpmn"), StandardCharsets.UTF_8);
        Files.writeString(
                folder.resolve("dispatch.bpmn"),
                model.replaceAll(
                        "<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">PT24H</bpmn:timeDuration>", ""));
        assertThat(check())
                .startsWith("1\n")
                .contains(
                        "wrong: dispatch.bpmn: BoundaryEvent_PreparationOverdue: Timer needs configuration",
                        "rule: a model is one that the engine can read");
    }

    @Test
    void aFolderThatIsNotThereIsNoEmptyOne() {
        assertThat(CheckCommand.check(List.of("check", folder + "/models"), System.out))
                .isEqualTo(2);
    }

    /** The exit code, and all that was said. */
    private String check() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = CheckCommand.check(List.of("check", folder.toString()), new PrintStream(said, true));
        return code + "\n" + said.toString(StandardCharsets.UTF_8);
    }
}
