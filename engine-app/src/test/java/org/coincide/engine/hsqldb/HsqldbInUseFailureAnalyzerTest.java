package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class HsqldbInUseFailureAnalyzerTest {

    private final HsqldbInUseFailureAnalyzer analyzer = new HsqldbInUseFailureAnalyzer();

    @Test
    void aFileThatAnotherProcessHasOpenIsExplained() {
        var failure = new SQLException("Database lock acquisition failure: lockFile: data/x.lck", "S1000", -451);
        var analysis = analyzer.analyze(new IllegalStateException("no start", failure));
        assertThat(analysis.getDescription()).contains("data/x.lck");
        assertThat(analysis.getAction()).contains("coincide.data-directory");
    }

    @Test
    void otherRefusalsOfTheDatabaseAreLeftToOthers() {
        assertThat(analyzer.analyze(new SQLException("unexpected token", "42581", -5581)))
                .isNull();
    }
}
