package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published AsyncAPI and OpenAPI files with the tools that their readers use. Needs Node.js with npm; where they, or the registry, are
 * missing, the tests are skipped with a printed reason.
 */
class ContractToolsTest {

    private static final Path SOURCE = Path.of("src", "test", "contract-tools");
    private static final Path TOOLS = Path.of("target", "contract-tools").toAbsolutePath();
    private static final Path CONTRACT =
            Path.of("..", "docs", "contract").toAbsolutePath().normalize();
    private static final int INSTALLATION_MINUTES = 3;
    private static final int CHECK_MINUTES = 2;

    private record Outcome(int status, String output) {}

    @BeforeAll
    static void install() throws IOException {
        Files.createDirectories(TOOLS);
        Path installed = TOOLS.resolve("installed.json");
        Path wanted = SOURCE.resolve("package.json");
        for (String file : List.of("package.json", "parse-asyncapi.js", "spectral.yaml")) {
            Files.copy(SOURCE.resolve(file), TOOLS.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.exists(installed) && Files.mismatch(installed, wanted) == -1) {
            return;
        }
        Outcome npm =
                run(INSTALLATION_MINUTES, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--silent");
        if (npm.status() != 0) {
            String reason =
                    "The tools for AsyncAPI and OpenAPI cannot be installed, so the published files are not checked with them: "
                            + npm.output().strip();
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void theAsyncApiFileIsParsedWithoutProblems() {
        assertPasses(run(CHECK_MINUTES, "node", "parse-asyncapi.js", contract("asyncapi.yaml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asyncapi.yaml", "openapi.yaml"})
    void spectralFindsNoProblem(String file) {
        assertPasses(run(
                CHECK_MINUTES,
                bin("spectral"),
                "lint",
                "--ruleset",
                "spectral.yaml",
                "--fail-severity",
                "warn",
                contract(file)));
    }

    @Test
    void redoclyFindsNoProblemInStrictMode() {
        assertPasses(run(
                CHECK_MINUTES,
                bin("redocly"),
                "lint",
                "--extends",
                "recommended-strict",
                "--format",
                "stylish",
                contract("openapi.yaml")));
    }

    private static void assertPasses(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }

    private static String bin(String tool) {
        return TOOLS.resolve("node_modules").resolve(".bin").resolve(tool).toString();
    }

    private static String contract(String file) {
        return CONTRACT.resolve(file).toString();
    }

    private static Outcome run(int minutes, String... command) {
        try {
            Path output = Files.createTempFile(TOOLS, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command).directory(TOOLS.toFile());
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("REDOCLY_TELEMETRY", "off");
            builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
            Process process = builder.start();
            boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
            if (!ended) {
                Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                        .forEach(ProcessHandle::destroyForcibly);
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return new Outcome(ended ? process.exitValue() : -1, ended ? text : "no end after " + minutes + " minutes");
        } catch (IOException missing) {
            return new Outcome(-1, String.valueOf(missing.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("The test was stopped", stopped));
        }
    }
}
