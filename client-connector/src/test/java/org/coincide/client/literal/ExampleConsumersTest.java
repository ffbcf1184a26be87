package org.coincide.client.literal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example consumers in other languages against the conformance kit. A language that is not installed is skipped with a reason. */
class ExampleConsumersTest {

    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
    private static final int MOST_LINES = 199;
    private static final int MINUTES = 2;

    @ParameterizedTest
    @CsvSource({"python3, python/consumer.py", "node, node/consumer.mjs"})
    void aConsumerReachesTheVerdictsOfTheKit(String command, String file) throws Exception {
        Path consumer = DOCS.resolve("examples").resolve("consumers").resolve(file);
        assertThat(Files.readAllLines(consumer)).hasSizeLessThanOrEqualTo(MOST_LINES);
        Path output = Files.createTempFile("consumer", ".txt");
        Process process = start(
                List.of(command, consumer.toString(), DOCS.resolve("contract").toString(), "--kit"), output);
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    private static Process start(List<String> command, Path output) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException missing) {
            String reason = command.get(0) + " is not installed, so its example consumer is not tested: "
                    + missing.getMessage();
            System.out.println(reason);
            return Assumptions.abort(reason);
        }
    }
}
