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
 * A row of the table of situations.
 *
 * @param ends what becomes of order, delivery and payment, in the table's words
 * @param tests the tests that show it
 */
public record DocumentedSituation(String name, List<String> ends, List<String> tests) {

    private static final Path TABLE = Path.of("..", "docs", "situations.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+Suite#\\w+)`");
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

    /** The three statuses to which a trade comes here, where the table names them: of "X, then Y" the last one. */
    public Optional<String> end() {
        var last = ends.stream().map(DocumentedSituation::last).toList();
        return last.stream().allMatch(Optional::isPresent)
                ? Optional.of(last.stream().map(Optional::get).collect(Collectors.joining("/")))
                : Optional.empty();
    }

    /** Whether it stays with them: what the table has in italics lasts until a person or the outside world acts. */
    public boolean isFinal() {
        return ends.stream().noneMatch(words -> words.endsWith("*"));
    }

    private static Optional<String> last(String words) {
        return Optional.of(STATUS.matcher(words.replaceFirst(".*, then ", "")))
                .filter(Matcher::matches)
                .map(status -> status.group(1));
    }
}
