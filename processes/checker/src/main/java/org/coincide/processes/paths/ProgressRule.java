package org.coincide.processes.paths;

import java.util.Optional;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.paths.graph.ProcessNode;

/** The progress of all trades: none is stuck in a loop, and each can end by itself, without its client and without an exceptional message. */
final class ProgressRule {

    private ProgressRule() {}

    /** Checks a whole exploration; the first rule that is broken explains the others. */
    static void check(ProcessGraphs graphs, StateGraph states, Violations violations) {
        graphs.nodes()
                .filter(ProcessNode::joinsNever)
                .forEach(join -> violations.report(
                        join, "waits for a branch that never comes; join alternatives by an exclusive gateway"));
        report(
                states.restless(),
                "jobs follow each other for ever; add a timer, a task or a message to the loop",
                violations);
        report(states.endless(), "the trade can never end from here", violations);
        if (violations.isEmpty()) {
            report(
                    states.dependent(),
                    "waits until the client cancels or amends the order, since nothing else happens from here; wait for"
                            + " a message that comes, or add a timer",
                    violations);
        }
        if (violations.isEmpty()) {
            report(
                    states.exceptional(),
                    "waits for a message that most orders never get, since nothing else happens from here; wait for a"
                            + " message that comes in any case, or add a timer",
                    violations);
        }
    }

    private static void report(Optional<Trace> path, String violation, Violations violations) {
        path.ifPresent(trace -> violations.report(trace.at(), violation, trace));
    }
}
