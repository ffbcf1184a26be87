package org.coincide.processes.server;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A change of a record that the server keeps about each part of a trade, such as the state of a consignment. Its text is
 * {@code "consignment: PREPARING|BACKORDERED > SHIPPED"}; with {@code "consignment?:"} a part in another state is left as it is, and
 * {@code "pickOutcome=NOTHING, consignment?: PREPARING > CANCELLED"} happens only with that value of a variable. Several states after the
 * sign {@code >}, separated by commas, are those of the first part, the second, and so on.
 *
 * @param decision the value of a variable that it requires; null if it requires none
 * @param record the name of the record
 * @param from the states in which it is possible
 * @param to the states after it, by part
 * @param required whether the server fails if the record is in another state
 */
public record RecordChange(
        MessageDeclaration.Decision decision, String record, Set<String> from, List<String> to, boolean required) {

    /** The state of a record that does not exist yet. */
    public static final String NONE = "NONE";

    private static final Pattern TEXT =
            Pattern.compile("(?:(\\w+)=(\\w+), )?(\\w+)(\\??): ([A-Z_]+(?:\\|[A-Z_]+)*) > ([A-Z_]+(?:, [A-Z_]+)*)");

    /**
     * Reads the text of a change.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static RecordChange parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no change of a record; write it as \"consignment: PREPARING > SHIPPED\"");
        }
        return new RecordChange(
                parts.group(1) == null ? null : new MessageDeclaration.Decision(parts.group(1), parts.group(2)),
                parts.group(3),
                new TreeSet<>(List.of(parts.group(5).split("\\|"))),
                List.of(parts.group(6).split(", ")),
                parts.group(4).isEmpty());
    }

    static List<RecordChange> parse(String[] texts) {
        return List.of(texts).stream().map(RecordChange::parse).toList();
    }

    @Override
    public String toString() {
        return (decision == null ? "" : decision.variable() + "=" + decision.value() + ", ")
                + record
                + (required ? "" : "?")
                + ": "
                + String.join("|", from)
                + " > "
                + String.join(", ", to);
    }
}
