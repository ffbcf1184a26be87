package org.coincide.processes.checks.conventions;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What somebody may have meant who wrote a name that there is not. */
final class Nearest {

    /** Of three letters one may be wrong. */
    private static final int LETTERS_PER_SLIP = 3;

    private Nearest() {}

    /** "write ${cancelConsignment}" where a name is near, else all that could be written. */
    static String advice(String written, Collection<String> known, UnaryOperator<String> spelled) {
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(written, name) <= Math.max(1, written.length() / LETTERS_PER_SLIP))
                .map(name -> "write " + spelled.apply(name))
                .orElseGet(() -> known.isEmpty() ? "there are none" : "there are only " + new TreeSet<>(known));
    }

    /** How many letters must be put in, taken out or changed, whatever their case. */
    static int distance(String one, String other) {
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
