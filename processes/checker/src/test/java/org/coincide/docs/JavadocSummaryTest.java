package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Summaries of Javadoc comments: noun phrases or third-person verbs, never clauses. */
class JavadocSummaryTest {

    private static final Pattern SUMMARY = Pattern.compile("/\\*\\*[\\s*]*([A-Za-z]+)([^\n]*)");
    private static final Set<String> CLAUSES =
            Set.of("What", "Who", "Whose", "Whom", "Which", "How", "Where", "When", "Whether", "Why", "If");

    private final Documentation repository = Documentation.ofThisRepository();

    @Test
    void noSummaryStartsWithAClause() {
        assertThat(repository.files().stream()
                        .filter(file -> file.toString().endsWith(".java"))
                        .flatMap(this::clauses))
                .as("summaries that start with a clause; start with a noun or a verb")
                .isEmpty();
    }

    private Stream<String> clauses(Path file) {
        try {
            return SUMMARY.matcher(Files.readString(repository.root().resolve(file)))
                    .results()
                    .filter(match -> CLAUSES.contains(match.group(1)))
                    .map(match -> file + ": " + match.group(1) + match.group(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
