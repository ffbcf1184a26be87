package org.coincide.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureFileTest {

    @TempDir
    private Path folder;

    @Test
    void figuresAreNamesAndNumbers() throws IOException {
        run("one").put("sql_per_trade.hsqldb", 196.12345);
        assertThat(stored().get("sql_per_trade.hsqldb").decimalValue()).isEqualByComparingTo("196.123");
    }

    @Test
    void aSecondWriterKeepsTheFiguresOfTheSameRun() throws IOException {
        run("one").put("first", 1);
        run("one").put("second", 2);
        assertThat(run("one").values()).containsOnlyKeys("first", "second");
    }

    @Test
    void figuresOfAnEarlierRunAreDropped() throws IOException {
        run("one").put("first", 1);
        run("two").put("second", 2);
        assertThat(stored().has("first")).isFalse();
        assertThat(stored().get("run").get("id").asText()).isEqualTo("two");
    }

    @Test
    void aFigureThatWasNotMeasuredIsNullWithAReason() throws IOException {
        run("one").putMissing("idle_sql_per_second.hsqldb", "Only the full form measures it.");
        assertThat(stored().get("idle_sql_per_second.hsqldb").isNull()).isTrue();
        assertThat(stored().at("/not_measured/idle_sql_per_second.hsqldb").asText())
                .isEqualTo("Only the full form measures it.");
    }

    @Test
    void aMeasuredFigureHasNoReason() throws IOException {
        run("one").putMissing("first", "Not yet.");
        run("one").put("first", 1);
        run("one").putMissing("first", "Too late.");
        assertThat(run("one").reasons()).isEmpty();
        assertThat(run("one").value("first")).isPresent();
    }

    @Test
    void theFirstReasonOfAFigureRemains() throws IOException {
        run("one").putMissing("first", "There is no history.");
        run("one").putMissing("first", "Nothing measured it.");
        assertThat(run("one").reasons()).containsEntry("first", "There is no history.");
    }

    @Test
    void aDivisionByZeroIsNoFigure() throws IOException {
        run("one").put("ratio", 1.0 / 0);
        assertThat(run("one").value("ratio")).isEmpty();
        assertThat(run("one").reasons()).containsKey("ratio");
    }

    @Test
    void nothingElseIsLeftInTheFolder() throws IOException {
        run("one").put("first", 1);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("benchmark.json"));
        }
    }

    private FigureFile run(String id) throws IOException {
        return FigureFile.of(folder.resolve("benchmark.json"), id);
    }

    private JsonNode stored() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("benchmark.json").toFile());
    }
}
