package org.coincide.processes.checks.paths;

import java.util.List;

/**
 * Something that may not be, and the first path on which it showed.
 *
 * @param file the model in which it showed
 * @param element the element at which it showed; empty where the trade as a whole is meant
 * @param path what happened until then
 * @param said what events said until then
 */
public record Objection(String file, String element, String text, List<String> path, List<String> said) {

    @Override
    public String toString() {
        return "%s%s\n  on %s\n  which says %s".formatted(element.isEmpty() ? "" : element + ": ", text, path, said);
    }
}
