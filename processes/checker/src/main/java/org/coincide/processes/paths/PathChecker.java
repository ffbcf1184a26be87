package org.coincide.processes.paths;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.execution.EnabledAction;
import org.coincide.processes.paths.execution.EnabledActions;
import org.coincide.processes.paths.execution.ExecutionState;
import org.coincide.processes.paths.execution.StateHash;
import org.coincide.processes.paths.execution.StateTransition;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.paths.graph.UnsupportedModelException;
import org.coincide.processes.paths.hash.Hash;
import org.coincide.processes.server.ServerInterface;

/**
 * Explores the state space of a trade depth first: each enabled action is tried in each state, in every order. A state that was
 * visited before is not explored again, since the same continuations follow; so parallel branches and loops terminate.
 */
public final class PathChecker {

    private record OpenState(ExecutionState state, Trace trace) {}

    private final ProcessGraphs graphs;
    private final int maxStates;
    private final int maxViolations;
    private final String wanted;
    private final Set<Hash> states = new HashSet<>();
    private final Map<String, PathViolation> violations = new LinkedHashMap<>();
    private final Deque<OpenState> open = new ArrayDeque<>();
    private int paths;

    private PathChecker(ModelSet models, ServerInterface server, int maxStates, int maxViolations, String wanted) {
        this.graphs = new ProcessGraphs(models, server);
        this.maxStates = maxStates;
        this.maxViolations = maxViolations;
        this.wanted = wanted;
    }

    /**
     * Checks all paths.
     *
     * @param maxStates the number of states after which the exploration stops; the result says so
     * @param maxViolations the number of violations after which it stops
     */
    public static PathCheckResult check(ModelSet models, ServerInterface server, int maxStates, int maxViolations) {
        return check(models, server, maxStates, maxViolations, null);
    }

    /** Checks paths until one of them violates a rule with a text that begins like this, or to the end. */
    public static PathCheckResult checkUntil(String violation, ModelSet models, ServerInterface server, int maxStates) {
        return check(models, server, maxStates, Integer.MAX_VALUE, violation);
    }

    private static PathCheckResult check(
            ModelSet models, ServerInterface server, int maxStates, int maxViolations, String wanted) {
        try {
            return new PathChecker(models, server, maxStates, maxViolations, wanted).explore();
        } catch (UnsupportedModelException unsupported) {
            var violation = new PathViolation(
                    unsupported.file(), unsupported.element(), unsupported.getMessage(), List.of(), List.of());
            return new PathCheckResult(0, 0, false, Set.of(), List.of(violation));
        }
    }

    private PathCheckResult explore() {
        var start = graphs.server().firstStart();
        if (graphs.has(start.process())) {
            StateTransition.starting(start, new ExecutionState(), graphs)
                    .forEach(transition -> follow(transition, null, "start"));
        }
        while (!open.isEmpty() && states.size() < maxStates && !isEnough()) {
            expand(open.pop());
        }
        return new PathCheckResult(
                paths,
                states.size(),
                states.size() >= maxStates && !open.isEmpty(),
                graphs.visited(),
                List.copyOf(violations.values()));
    }

    private boolean isEnough() {
        return violations.size() >= maxViolations
                || wanted != null
                        && violations.values().stream()
                                .anyMatch(violation -> violation.text().startsWith(wanted));
    }

    /**
     * Expands a state by all enabled actions, reduced by partial order: an invisible transition is taken alone, since no other action
     * depends on whether it is taken before or after.
     */
    private void expand(OpenState from) {
        var actions = EnabledActions.of(from.state(), graphs);
        if (actions.isEmpty() || from.state().hasEnded()) {
            end(from);
        }
        var visible = new ArrayList<EnabledAction>(actions.size());
        var computed = new ArrayList<List<StateTransition>>(actions.size());
        for (var action : actions) {
            var transitions = action.automatic() ? transitions(from, action) : null;
            var isInvisible = transitions != null
                    && transitions.size() == 1
                    && transitions.get(0).isInvisible(from.state());
            if (!isInvisible) {
                visible.add(action);
                computed.add(transitions);
            } else if (follow(transitions.get(0), from.trace(), action.name())) {
                return;
            }
        }
        for (int index = 0; index < visible.size(); index++) {
            var action = visible.get(index);
            var transitions = computed.get(index) == null ? transitions(from, action) : computed.get(index);
            transitions.forEach(transition -> follow(transition, from.trace(), action.name()));
        }
    }

    private List<StateTransition> transitions(OpenState from, EnabledAction action) {
        return StateTransition.all(from.state(), graphs, action);
    }

    /** Follows a transition; returns whether it leads to a new state. */
    private boolean follow(StateTransition transition, Trace before, String action) {
        var trace = Trace.after(before, action, transition);
        if (!transition.isLegal()) {
            report(transition.context().current(), transition.violation(), trace);
            return false;
        }
        var isNew = states.add(StateHash.of(transition.state()));
        if (isNew) {
            open.push(new OpenState(transition.state(), trace));
        } else {
            paths++;
        }
        return isNew;
    }

    private void end(OpenState last) {
        paths++;
        var state = last.state();
        if (!state.hasEnded()) {
            report(state.firstWaitingAt().orElse(null), "is stuck at " + state.waitingAt(), last.trace());
        } else if (!state.lifecycles().isClosed()) {
            report(null, "the trade ends without being closed: " + state.lifecycles(), last.trace());
        }
    }

    private void report(ProcessNode at, String violation, Trace trace) {
        paths++;
        violations.computeIfAbsent((at == null ? "" : at.id()) + violation, first -> trace.violation(at, violation));
    }
}
