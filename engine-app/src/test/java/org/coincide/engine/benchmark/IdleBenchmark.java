package org.coincide.engine.benchmark;

import java.util.Map;
import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.Figure;
import org.coincide.benchmark.Measurements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the statements of a server that has nothing to do. */
@EnabledIfSystemProperty(named = BenchmarkForm.PROPERTY, matches = BenchmarkForm.IS_FULL)
class IdleBenchmark {

    private final Measurements figures = new Measurements();

    @Test
    void statementsPerSecond() throws Exception {
        for (Map.Entry<BenchmarkDatabase, Long> statements :
                IdleCostIT.statements().entrySet()) {
            figures.heading(statements.getKey(), "a server that has nothing to do");
            figures.figure(
                    Figure.IDLE_SQL_PER_SECOND,
                    statements.getKey(),
                    statements.getValue() / (double) IdleCostIT.MEASURED.toSeconds());
        }
    }
}
