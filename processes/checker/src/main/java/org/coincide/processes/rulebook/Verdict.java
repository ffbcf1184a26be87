package org.coincide.processes.rulebook;

import java.util.List;
import org.coincide.processes.checks.Finding;

/**
 * What the rulebook says of a set of models.
 *
 * @param models how many there are
 * @param paths how many paths were walked; none where the models cannot be walked
 * @param states how many states were met on them
 * @param whole whether all paths were walked; otherwise the walk stopped at its bound
 * @param objections why they may not run
 * @param advice what only reads badly
 */
public record Verdict(
        int models, int paths, int states, boolean whole, List<Finding> objections, List<Finding> advice) {

    /** Whether they may run. */
    public boolean isGood() {
        return objections.isEmpty();
    }

    @Override
    public String toString() {
        var walked = "%s, %s, %s".formatted(count(models, "model"), count(paths, "path"), count(states, "state"));
        var bound = whole ? "" : ", more than could be walked";
        return walked + bound + ": " + (isGood() ? "no objection" : count(objections.size(), "objection"));
    }

    private static String count(int number, String of) {
        return number + " " + of + (number == 1 ? "" : "s");
    }
}
