package org.coincide.client.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of the table in docs/situations.md.
 *
 * @param ends the final statuses of order, delivery and payment, in the table's words
 * @param tests the tests that prove the row
 */
public record DocumentedSituation(String name, List<String> ends, List<String> tests) {

    private static final Path TABLE = Path.of("..", "docs", "situations.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+IT#\\w+)`");
    private static final Pattern STATUS = Pattern.compile("\\*?([A-Z_]+)\\*?");
    private static final int FIRST_END = 3;
    private static final int AFTER_ENDS = 6;

    public static List<DocumentedSituation> all() {
        try {
            return Files.readAllLines(TABLE).stream()
                    .filter(line -> line.startsWith("| ") && TEST.matcher(line).find())
                    .map(DocumentedSituation::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DocumentedSituation of(String row) {
        String[] cells = row.split("\\|");
        return new DocumentedSituation(
                cells[1].strip(),
                Arrays.stream(cells, FIRST_END, AFTER_ENDS).map(String::strip).toList(),
                TEST.matcher(row).results().map(result -> result.group(1)).toList());
    }

    /** The three final statuses, where the table names them; for "X, then Y" the status Y. */
    public Optional<String> end() {
        var last = ends.stream().map(DocumentedSituation::last).toList();
        return last.stream().allMatch(Optional::isPresent)
                ? Optional.of(last.stream().map(Optional::get).collect(Collectors.joining("/")))
                : Optional.empty();
    }

    /** False where the table has a status in italics: such a status lasts until a person or a partner acts. */
    public boolean isFinal() {
        return ends.stream().noneMatch(words -> words.endsWith("*"));
    }

    private static Optional<String> last(String words) {
        return Optional.of(STATUS.matcher(words.replaceFirst(".*, then ", "")))
                .filter(Matcher::matches)
                .map(status -> status.group(1));
    }
}
