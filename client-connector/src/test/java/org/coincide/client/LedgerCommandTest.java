package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files that this system cannot have, as a name with an umlaut without a locale: here with a NUL. */
class LedgerCommandTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"verify evidence\0.json", "export evidence\0.json", "export PO-1 evidence\0.json"})
    void anInvalidNameOfAFileIsAWrongUsage(String arguments) {
        assertThat(run(arguments)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = "verify evidence\0.json")
    void anInvalidNameOfAFileIsNamed(String arguments) {
        run(arguments);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .startsWith("The name of the file is invalid: evidence\0.json. Usage: ");
    }

    /** A sparse file of more bytes than an array can have. */
    @Test
    void aFileOfAnySizeIsVerified(@TempDir Path directory) throws IOException {
        var file = directory.resolve("evidence.json");
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(1L << 31);
        }

        assertThat(run("verify " + file)).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("The file is not JSON", "does not hold");
    }

    private int run(String arguments) {
        return LedgerCommand.of(new PrintStream(output, true, StandardCharsets.UTF_8), arguments.split(" "))
                .orElseThrow()
                .run();
    }
}
