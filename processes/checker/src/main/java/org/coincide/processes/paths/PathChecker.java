package org.coincide.processes.paths;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.paths.graph.UnsupportedModelException;
import org.coincide.processes.server.ServerInterface;

/** Checks the paths through all models together: whatever happens, each trade declares only legal statuses, and ends closed. */
public final class PathChecker {

    private PathChecker() {}

    /**
     * Checks all paths.
     *
     * @param limits the limits of the exploration; the result says whether it stopped at the number of states
     * @param maxViolations the number of violations after which it stops, if these are found in the time that the limits allow after
     *     the first
     */
    public static PathCheckResult check(
            ModelSet models, ServerInterface server, CheckLimits limits, int maxViolations) {
        return check(models, server, limits, maxViolations, null);
    }

    /** Checks paths until one of them violates a rule with a text that begins like this, or to the end. */
    public static PathCheckResult checkUntil(
            String violation, ModelSet models, ServerInterface server, CheckLimits limits) {
        return check(models, server, limits, Integer.MAX_VALUE, violation);
    }

    /** Checks all paths in every interleaving. A test compares the result with that of the reduced exploration. */
    static PathCheckResult checkUnreduced(ModelSet models, ServerInterface server, CheckLimits limits) {
        var violations = new Violations(limits, Integer.MAX_VALUE, null);
        return new Exploration(new ProcessGraphs(models, server, limits), false, limits, violations).explore();
    }

    private static PathCheckResult check(
            ModelSet models, ServerInterface server, CheckLimits limits, int maxViolations, String wanted) {
        try {
            var violations = new Violations(limits, maxViolations, wanted);
            var exploration = new Exploration(new ProcessGraphs(models, server, limits), true, limits, violations);
            try {
                return exploration.explore();
            } catch (RuntimeException | StackOverflowError failure) {
                return failed(exploration.last(), models, failure);
            }
        } catch (UnsupportedModelException unsupported) {
            return refused(unsupported.file(), unsupported.element(), unsupported.getMessage());
        }
    }

    /** A failure of the exploration is a violation at the element that was reached last. */
    private static PathCheckResult failed(ProcessNode last, ModelSet models, Throwable failure) {
        return refused(
                last == null ? models.processes().keySet().iterator().next() : last.file(),
                last == null ? "" : last.id(),
                "the paths cannot be checked (" + failure + "); complete or undo the last change of the models");
    }

    private static PathCheckResult refused(String file, String element, String text) {
        var violation = new PathViolation(file, element, text, List.of(), List.of());
        return new PathCheckResult(0, 0, false, Set.of(), Set.of(), Map.of(), List.of(violation));
    }
}
