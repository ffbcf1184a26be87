package org.coincide.processes.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.paths.execution.StateTransition;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.server.TaskOutcome;

/**
 * The last transition of a path.
 *
 * @param before the path before it; null at the start
 * @param at the element that it reached; may be null
 */
record Trace(Trace before, String action, ProcessNode at, List<TaskOutcome> outcomes, List<DeclaredStatus> statuses) {

    static Trace after(Trace before, String action, StateTransition transition) {
        var context = transition.context();
        return new Trace(before, action, context.current(), context.outcomes(), context.statuses());
    }

    /** A violation at the end of this path. */
    PathViolation violation(ProcessNode at, String text) {
        var path = new ArrayList<String>();
        var declared = new ArrayList<String>();
        for (var step = this; step != null; step = step.before) {
            path.add(0, step.text());
            declared.addAll(
                    0, step.statuses.stream().map(DeclaredStatus::toString).toList());
        }
        return new PathViolation(at == null ? "" : at.file(), at == null ? "" : at.id(), text, path, declared);
    }

    private String text() {
        return action + outcomes.stream().map(TaskOutcome::toString).collect(Collectors.joining());
    }
}
