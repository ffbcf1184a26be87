package org.coincide.client.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.coincide.client.benchmark.Baseline.Result.Built;
import org.coincide.client.benchmark.Baseline.Result.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

    @TempDir
    private Path folder;

    @Test
    void anArchiveHasNoBaseline() throws Exception {
        var result = new Baseline(folder, Baseline.COMMIT, folder.resolve("baseline")).build();
        assertThat(result).isInstanceOfSatisfying(Missing.class, missing -> assertThat(missing.reason())
                .contains("no commit " + Baseline.COMMIT));
    }

    @Test
    void aBuiltBaselineIsNotBuiltAgain() throws Exception {
        var jars = Files.createDirectories(folder.resolve("baseline"));
        Files.createFile(jars.resolve("engine-app.jar"));
        Files.createFile(jars.resolve("client-connector.jar"));
        assertThat(new Baseline(folder, Baseline.COMMIT, jars).build())
                .isInstanceOfSatisfying(
                        Built.class, built -> assertThat(built.jars().server()).hasFileName("engine-app.jar"));
    }
}
