package org.coincide.processes.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentedRulesTest {

    @Test
    void theReferenceListsEveryRule() throws IOException {
        var page = Files.readString(Path.of("../../docs/model-rules.md"));
        assertThat(Convention.all().map(convention -> "- " + convention + "\n"))
                .allSatisfy(rule -> assertThat(page).contains(rule));
    }
}
