package org.coincide.processes.paths;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.paths.graph.ProcessNode;

/** The violations that an exploration has found, each once, and whether it looks for more. */
final class Violations {

    private final CheckLimits limits;
    private final int max;
    private final String wanted;
    private final Map<String, PathViolation> found = new LinkedHashMap<>();
    private int reported;
    /** The time of the first violation; only of interest if there is one. */
    private long first;

    /**
     * @param max the number of violations that are enough
     * @param wanted the begin of the text of the only violation that is of interest; null if each is
     */
    Violations(CheckLimits limits, int max, String wanted) {
        this.limits = limits;
        this.max = max;
        this.wanted = wanted;
    }

    /** Reports a violation at the end of a path. */
    void report(ProcessNode at, String violation, Trace trace) {
        reported++;
        if (found.isEmpty()) {
            first = System.nanoTime();
        }
        found.computeIfAbsent((at == null ? "" : at.id()) + violation, key -> trace.violation(at, violation));
    }

    /** Reports a violation of no path in particular. */
    void report(ProcessNode at, String violation) {
        found.put(at.id() + violation, new PathViolation(at.file(), at.id(), violation, List.of(), List.of()));
    }

    /** The number of paths that end with a violation. */
    int reported() {
        return reported;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<PathViolation> all() {
        return List.copyOf(found.values());
    }

    boolean areEnough() {
        return found.size() >= max
                || wanted == null && isLateForMore()
                || wanted != null
                        && found.values().stream()
                                .anyMatch(violation -> violation.text().startsWith(wanted));
    }

    /** A single mistake can multiply the states, so that the rest of the exploration would take minutes and find nothing more. */
    private boolean isLateForMore() {
        return !found.isEmpty()
                && System.nanoTime() - first >= limits.maxTimeAfterViolation().toNanos();
    }
}
