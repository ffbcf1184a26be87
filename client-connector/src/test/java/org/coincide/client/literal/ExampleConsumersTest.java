package org.coincide.client.literal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.coincide.client.support.ExampleConsumers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example consumers against the conformance kit. A language that is not installed is skipped with a reason. */
class ExampleConsumersTest {

    private static final int MOST_LINES = 199;
    private static final int MINUTES = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"java", "python", "node", "perl", "ruby"})
    void aConsumerReachesTheVerdictsOfTheKit(String language) throws Exception {
        for (Path source : ExampleConsumers.sources(language)) {
            assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
        }
        Path output = folder.resolve("output.txt");
        Process process = ExampleConsumers.start(language, output, List.of("--kit"));

        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();

        Files.readAllLines(output).stream()
                .filter(line -> line.contains("skipped"))
                .forEach(System.out::println);
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
