package org.coincide.processes.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coincide.processes.checks.conventions.Convention;
import org.junit.jupiter.api.Test;

class RulesInTheGuideTest {

    @Test
    void everyRuleStandsInTheGuideForEditors() throws IOException {
        var guide = Files.readString(Path.of("../../docs/editing-processes.md"));
        assertThat(Convention.all().map(convention -> "- " + convention + "\n"))
                .allSatisfy(rule -> assertThat(guide).contains(rule));
    }
}
