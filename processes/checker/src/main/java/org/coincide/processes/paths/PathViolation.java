package org.coincide.processes.paths;

import java.util.List;

/**
 * A violation, and the first path on which it was found.
 *
 * @param file the model
 * @param element the element at which it was found; empty if the trade as a whole is meant
 * @param path the actions up to the violation
 * @param statuses the statuses that events declared on the path
 */
public record PathViolation(String file, String element, String text, List<String> path, List<String> statuses) {

    @Override
    public String toString() {
        return "%s%s\n  path: %s\n  statuses: %s"
                .formatted(element.isEmpty() ? "" : element + ": ", text, path, statuses);
    }
}
