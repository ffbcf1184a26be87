package org.coincide.processes.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GuideRulesTest {

    @Test
    void theGuideForEditorsListsEveryRule() throws IOException {
        var guide = Files.readString(Path.of("../../docs/editing-processes.md"));
        assertThat(Convention.all().map(convention -> "- " + convention + "\n"))
                .allSatisfy(rule -> assertThat(guide).contains(rule));
    }
}
