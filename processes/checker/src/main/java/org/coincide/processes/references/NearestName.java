package org.coincide.processes.references;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Suggests the closest known name for an unknown one. */
public final class NearestName {

    /** A typing error is assumed for one letter of three. */
    private static final int LETTERS_PER_ERROR = 3;

    private NearestName() {}

    /** Returns "use ${cancelConsignment}" if a known name is close, otherwise the list of known names. */
    public static String suggestion(String unknown, Collection<String> known, UnaryOperator<String> format) {
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(unknown, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(unknown, name) <= Math.max(1, unknown.length() / LETTERS_PER_ERROR))
                .map(name -> "use " + format.apply(name))
                .orElseGet(() -> known.isEmpty() ? "there are none yet" : "use one of " + new TreeSet<>(known));
    }

    /** The edit distance, ignoring case. */
    public static int distance(String one, String other) {
        var from = one.toLowerCase(Locale.ROOT);
        var to = other.toLowerCase(Locale.ROOT);
        var costs = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            costs[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            var diagonal = costs[0];
            costs[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                var changed = diagonal + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = costs[column];
                costs[column] = Math.min(changed, 1 + Math.min(diagonal, costs[column - 1]));
            }
        }
        return costs[to.length()];
    }
}
