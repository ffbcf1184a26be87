package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void helpListsTheCommandsAndExitCodes(String argument) {
        assertThat(answer(argument)).hasValue(0);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("check FOLDER", "broker-configuration", "Exit codes")
                .isNotBlank();
        assertThat(errors.size()).isZero();
    }

    @Test
    void aCommandCanBeAskedForHelp() {
        assertThat(answer("check", "--help")).hasValue(0);
    }

    @Test
    void anUnknownCommandIsRefusedAndNamed() {
        assertThat(answer("chekc", "models")).hasValue(2);

        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("chekc models", "--help");
        assertThat(out.size()).isZero();
    }

    @Test
    void settingsStartTheServer() {
        assertThat(answer("--server.port=0", "--debug")).isEmpty();
        assertThat(answer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "broker-configuration"})
    void knownCommandsRun(String command) {
        assertThat(answer(command, "folder", "--coincide.data-directory=data")).isEmpty();
    }

    private OptionalInt answer(String... arguments) {
        return CommandLine.answer(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }
}
