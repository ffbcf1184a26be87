package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class HsqldbInUseFailureAnalyzerTest {

    private final HsqldbInUseFailureAnalyzer analyzer = new HsqldbInUseFailureAnalyzer();

    @Test
    void aFileThatAnotherProgramHasOpenIsExplained() {
        FailureAnalysis analysis = analyze("checkHeartbeat read: 2026-11-28 heartbeat - read: -4356 ms.");
        assertThat(analysis.getDescription()).contains("Another program has", "data/x.lck");
        assertThat(analysis.getAction()).contains("coincide.data-directory");
    }

    @Test
    void aMissingPermissionIsNotReportedAsAnotherProgram() {
        FailureAnalysis analysis = analyze("java.io.FileNotFoundException: data/x.lck (Permission denied)");
        assertThat(analysis.getDescription())
                .contains("cannot write its lock file", "Permission denied")
                .doesNotContain("Another");
        assertThat(analysis.getAction()).contains("Grant the user").doesNotContain("Close");
    }

    @Test
    void otherRefusalsOfTheDatabaseAreLeftToOthers() {
        assertThat(analyzer.analyze(new SQLException("unexpected token", "42581", -5581)))
                .isNull();
    }

    private FailureAnalysis analyze(String cause) {
        return analyzer.analyze(new IllegalStateException(
                "no start",
                new SQLException("Database lock acquisition failure: lockFile: data/x.lck " + cause, "S1000", -451)));
    }
}
