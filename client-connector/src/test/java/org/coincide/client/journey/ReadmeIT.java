package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands and the output of the section "Check the proof" in README.md, with a paid order in place of the demo's four. */
class ReadmeIT {

    private static final String SECTION = "## Check the proof\n";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh)?\n(.*?)^```$");
    private static final String REFERENCE = "README-1";

    private static TestSystem system;
    private static List<String> blocks;

    @BeforeAll
    static void pay() throws IOException {
        var page = Files.readString(Path.of("..", "README.md"));
        blocks = BLOCK.matcher(page.substring(page.indexOf(SECTION)))
                .results()
                .map(block -> block.group(1))
                .toList();
        system = TestSystem.of(ReadmeIT.class, Map.of(), Map.of("acme", Map.of(PackagedClient.LOGIN, "local")));
        system.startWith(system.acme);
        var login = system.acme.login().authorization();
        var order = ContractFiles.order(REFERENCE).toString();
        var answer = system.acme.post("/api/orders", order, "Content-Type", "application/json", "Authorization", login);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(ConnectorApi.json(
                        system.acme.get("/api/trades?payment=PAID&closed=true", "Authorization", login)))
                .hasSize(1));
        layOutLikeARepository();
    }

    @AfterAll
    static void end() {
        system.close();
    }

    @Test
    void theCommandsPrintTheShownProblems() throws Exception {
        var commands = blocks.get(0).replace("http://127.0.0.1:8081", system.acme.address());

        var shell = new ProcessBuilder("bash", "-c", commands)
                .directory(system.folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(shell.getInputStream().readAllBytes());

        assertThat(shell.waitFor()).as(output).isEqualTo(1);
        assertThat(output).containsPattern("The evidence holds: \\d+ entries\\.");
        assertThat(blocks.get(1).lines()).hasSize(5).allSatisfy(line -> assertThat(output)
                .containsPattern("(?m)^" + numbersOf(line) + "$"));
    }

    /** The numbers differ from the demo's. */
    private static String numbersOf(String line) {
        return ("\\Q" + line + "\\E").replaceAll("\\d+", "\\\\E\\\\d+\\\\Q");
    }

    /** The paths of the commands are those of a working copy. */
    private static void layOutLikeARepository() throws IOException {
        Files.createDirectories(system.folder.resolve("target"));
        var jars = Files.createDirectories(system.folder.resolve("client-connector/target"));
        var jar = ApplicationJars.only(Path.of("target"), "client-connector-*.jar")
                .toAbsolutePath();
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
}
