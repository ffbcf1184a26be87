package org.coincide.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.processes.model.CheckLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CheckCommandTest {

    @TempDir
    Path folder;

    @Test
    void theBuiltInModelsAreAccepted() {
        assertThat(check()).startsWith("0\n").containsPattern("\n10 models, \\d+ paths, \\d+ states: no errors\n");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dispatch.bpmn | ${cancelConsignment} | ${cancelOrder} | Task_CancelConsignment: ${cancelOrder} is not"
                        + " a delegate",
                "dispatch.bpmn | hand-over.html | handing.html | Task_HandOverParcel: the form"
                        + " embedded:deployment:handing.html",
                "order.bpmn | calledElement=\"delivery\" | calledElement=\"delivry\" |"
                        + " CallActivity_DeliverConsignments: calls delivry, which is not a process of this deployment;"
                        + " use delivery",
                "dispatch.bpmn | ${cancelConsignment}\" | ${cancelConsignment}\" camunda:type=\"Shell\" |"
                        + " Task_CancelConsignment: The element runs a shell command or a mail, which is not allowed",
                "dispatch.bpmn | ${cancelConsignment}\" | ${cancelConsignment}\" camunda:type=\"External\""
                        + " camunda:topic=\"pick\" | Task_CancelConsignment: the topic pick is not declared",
                "dispatch.bpmn | Expression\">${!backordered}< | Expression\" language=\"juel\">${!backordered}< |"
                        + " Flow_Backordered_PreparationDue: The expression has the script language juel, which is not"
                        + " allowed",
                "dispatch.bpmn | >PT24H< | >a day< | BoundaryEvent_PreparationOverdue: the duration a day is invalid",
                "hold.dmn | typeRef=\"integer\"> | typeRef=\"integer\" expressionLanguage=\"juel\"> |"
                        + " InputExpression_LimitPercent uses the expression language juel; set it to feel",
                "hold.dmn | >pieces< | >parts< | Input_Pieces: reads the variable parts, which is never set"
            })
    void aModelThatTheServerRefusesIsReported(String file, String right, String wrong, String finding)
            throws IOException {
        String model = new String(ModelFiles.bundled().contents().get(file), StandardCharsets.UTF_8);
        assertThat(model).contains(right);
        Files.writeString(folder.resolve(file), model.replace(right, wrong));
        assertThat(check()).startsWith("1\n").contains("error: " + file + ": ", finding);
    }

    @Test
    void aTimerWithoutADurationIsFoundByTheEngine() throws IOException {
        String model = new String(ModelFiles.bundled().contents().get("dispatch.bpmn"), StandardCharsets.UTF_8);
        Files.writeString(
                folder.resolve("dispatch.bpmn"),
                model.replaceAll(
                        "<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">PT24H</bpmn:timeDuration>", ""));
        assertThat(check())
                .startsWith("1\n")
                .contains(
                        "error: dispatch.bpmn: BoundaryEvent_PreparationOverdue: Timer needs configuration",
                        "rule: the engine accepts the model");
    }

    @Test
    void definitionsWithoutAnIdAreReported() throws IOException {
        Files.writeString(
                folder.resolve("empty.bpmn"),
                "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"any\"/>");
        assertThat(check()).startsWith("1\n").contains("error: empty.bpmn: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"case.cmmn", "case.cmmn11.xml", "order.bpmn20.xml", "hold.dmn11.xml"})
    void aModelThatTheServerDoesNotRunIsReported(String file) throws IOException {
        Files.writeString(folder.resolve(file), "<definitions/>");
        assertThat(check()).startsWith("1\n").contains("error: " + file + ": is not a .bpmn or .dmn file");
    }

    @Test
    void aMissingFolderIsNotAnEmptyFolder() {
        assertThat(CheckCommand.check(List.of("check", folder + "/models"), System.out))
                .isEqualTo(2);
    }

    @Test
    void anEmptyFolderIsTold() {
        assertThat(check("--max-states=1")).contains("advice: " + folder + ": has no models");
    }

    @Test
    void anUnreadableFileIsAnErrorAndOthersAreChecked() throws IOException {
        Files.createSymbolicLink(folder.resolve("dispatch.bpmn"), folder.resolve("missing"));
        String model = new String(ModelFiles.bundled().contents().get("order.bpmn"), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("order.bpmn"), model.replace("process id=\"order\"", "process id=\"orders\""));

        assertThat(check())
                .startsWith("1\n")
                .contains("error: dispatch.bpmn: cannot be read: ", "error: order.bpmn: orders: ");
    }

    /** The superuser can read each folder. */
    @Test
    void anUnreadableFolderIsAnError() throws IOException {
        Files.setPosixFilePermissions(folder, Set.of());
        try {
            assumeThat(Files.isReadable(folder)).isFalse();
            assertThat(check("--max-states=1")).startsWith("1\n").contains("error: " + folder + ": cannot be read: ");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ORDER.BPMN | is ignored, since its ending is not in lower case; rename it to order.bpmn",
                "form.htm | is ignored; rename it to form.html if it is a form",
                "review.form | is ignored, since Camunda Forms are not supported",
                "order.xml | is ignored; the server reads the endings .bpmn, .dmn and .html",
                "archive/ | is a folder and ignored; move its models into the folder itself"
            })
    void anIgnoredFileIsTold(String file, String advice) throws IOException {
        if (file.endsWith("/")) {
            Files.createDirectory(folder.resolve(file));
        } else {
            Files.writeString(folder.resolve(file), "<definitions/>");
        }
        assertThat(check("--max-states=1")).contains("advice: " + file.replace("/", "") + ": " + advice);
    }

    @Test
    void notesAndPicturesAreNotTold() throws IOException {
        Files.writeString(folder.resolve("README.md"), "Our models");
        Files.createDirectory(folder.resolve(".camunda"));
        assertThat(check("--max-states=1")).doesNotContain("is ignored", "and ignored");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--max-states=1 | 1 | the models have more than 1 states",
                "--max-elements=10 | 1 | error: order.bpmn: has more than 10 XML elements",
                "--max-depth=10 | 0 | no errors",
                "--max-depth=5 | 2 | An option is out of range: maxDepth",
                "--max-file-size=1KB | 1 | bytes; the limit is 1024",
                "--topics.count.outcomes=pieces=12345678901 | 0 | no errors",
                "--topics.count.outcomes=pieces=-1234567890123456789 | 2 | a number has at most 18 digits",
                "--max-staets=1 | 2 | An option is invalid.",
                "--max-states=many | 2 | An option is invalid."
            })
    void theLimitsAreOptions(String option, int code, String output) throws IOException {
        Files.write(
                folder.resolve("order.bpmn"), ModelFiles.bundled().contents().get("order.bpmn"));
        assertThat(check(option)).startsWith(code + "\n").contains(output);
    }

    @Test
    void aSimulationShowsWhatClientsWouldBeToldOtherwise() throws IOException {
        String model = new String(ModelFiles.bundled().contents().get("hold.dmn"), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("hold.dmn"), model.replace("\"CREDIT_LIMIT\"", "\"X_TOO_LARGE\""));
        Path page = folder.resolve("README.md");

        assertThat(check("--simulate", "--report=" + page))
                .contains(
                        "situation: held and released",
                        "  - order ON_HOLD (CREDIT_LIMIT)",
                        "  + order ON_HOLD (X_TOO_LARGE)")
                .contains("situations played: clients receive other messages in ");
        assertThat(page).content().contains("<svg", "order.bpmn", "class=\"covered\"");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "order.bpmn | process id=\"order\" | process id=\"orders\" | error: order.bpmn: orders: | cannot be"
                        + " played: the process order is missing",
                "hold.dmn | &gt; 200< | &gt; 200 EUR< | error: hold.dmn: Rule_FarOverTheLimit: | cannot be compared: "
            })
    void modelsWithMistakesAreSimulated(String file, String right, String wrong, String finding, String difference)
            throws IOException {
        String model = new String(ModelFiles.bundled().contents().get(file), StandardCharsets.UTF_8);
        assertThat(model).contains(right);
        Files.writeString(folder.resolve(file), model.replace(right, wrong));
        Path page = folder.resolve("README.md");

        assertThat(check("--simulate", "--report=" + page)).startsWith("1\n").contains(finding, difference);
        assertThat(page).content().contains("<svg", difference);
    }

    /** The exit code and the output. */
    private String check(String... options) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("check", folder.toString()));
        arguments.addAll(List.of(options));
        int code = CheckCommand.check(arguments, new PrintStream(output, true));
        return code + "\n" + output.toString(StandardCharsets.UTF_8);
    }

    /** Without options, the command takes the limits without binding any settings. */
    @Test
    void theDefaultLimitsAreThoseOfTheSettings() {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("check", ModelProperties.Check.class);

        assertThat(settings.limits()).isEqualTo(CheckLimits.DEFAULT);
    }
}
