package org.coincide.processes.paths;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.paths.execution.EnabledAction;
import org.coincide.processes.paths.execution.EnabledActions;
import org.coincide.processes.paths.execution.ExecutionState;
import org.coincide.processes.paths.execution.StateHash;
import org.coincide.processes.paths.execution.StateTransition;
import org.coincide.processes.paths.graph.EventTrigger;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.paths.hash.Hash;
import org.coincide.processes.paths.lifecycle.RecordRule;

/**
 * Explores the state space of a trade: each enabled action is tried in each state, in every order. A state that was visited before is
 * not explored again, since the same continuations follow; so parallel branches and loops terminate.
 */
final class Exploration {

    private final ProcessGraphs graphs;
    private final Map<ProcessNode, String> dependentBranches;
    private final boolean reduced;
    private final CheckLimits limits;
    private final StateGraph states = new StateGraph();
    private final Set<Hash> sideBranches = new HashSet<>();
    private final Violations violations;
    private final Frontier open = new Frontier();
    private final long begin = System.nanoTime();
    private ProcessNode last;
    private int sideBranchStates;
    private int paths;

    /** @param reduced whether independent actions are tried in one order only; a test compares the result with that in every order */
    Exploration(ProcessGraphs graphs, boolean reduced, CheckLimits limits, Violations violations) {
        this.graphs = graphs;
        this.reduced = reduced;
        this.dependentBranches = reduced ? graphs.markSideBranches() : Map.of();
        if (reduced) {
            graphs.markUnreadVariables();
        }
        this.limits = limits;
        this.violations = violations;
    }

    /** The element that was reached last; null before the first. */
    ProcessNode last() {
        return last;
    }

    PathCheckResult explore() {
        var start = graphs.server().firstStart();
        if (graphs.has(start.process())) {
            var transitions = StateTransition.starting(start, new ExecutionState(), graphs);
            for (int situation = 0; situation < transitions.size(); situation++) {
                follow(transitions.get(situation), OpenState.before(situation), EnabledAction.start(start), true);
            }
        }
        while (!open.isEmpty() && isWithinLimits() && !violations.areEnough()) {
            expand(open.next());
        }
        var limited = !isWithinLimits() && !open.isEmpty();
        if (!limited && violations.isEmpty()) {
            ProgressRule.check(graphs, states, violations);
        }
        return new PathCheckResult(
                paths + violations.reported(),
                visitedStates(),
                limited,
                graphs.visited(),
                graphs.taken(),
                dependentBranches,
                violations.all());
    }

    private boolean isExceptional(EnabledAction action) {
        if (action.event() == null || action.event().trigger().type() != EventTrigger.Type.MESSAGE) {
            return false;
        }
        var message = graphs.message(action.event().trigger().name());
        return message != null && message.exceptional();
    }

    private boolean isWithinLimits() {
        return visitedStates() < limits.maxStates()
                && System.nanoTime() - begin < limits.maxTime().toNanos();
    }

    private int visitedStates() {
        return states.states() + sideBranchStates;
    }

    /**
     * Expands a state by all enabled actions, reduced by partial order: an invisible transition is taken alone, since no other action
     * depends on whether it is taken before or after, and a side branch is explored once.
     */
    private void expand(OpenState from) {
        var actions = new ArrayList<EnabledAction>();
        var begins = new ArrayList<EnabledAction>();
        for (var action : EnabledActions.of(from.state(), graphs)) {
            (action.sideBranch() == null ? actions : begins).add(action);
        }
        exploreSideBranches(from, begins);
        if (actions.isEmpty() || from.state().hasEnded()) {
            end(from);
        }
        if (actions.stream().noneMatch(EnabledAction::job)) {
            rest(from, actions);
        }
        var visible = new ArrayList<EnabledAction>(actions.size());
        var computed = new ArrayList<List<StateTransition>>(actions.size());
        for (var action : actions) {
            var transitions = reduced && action.automatic() ? transitions(from, action) : null;
            var isInvisible = transitions != null
                    && transitions.size() == 1
                    && transitions.get(0).isInvisible(from.state());
            if (!isInvisible) {
                visible.add(action);
                computed.add(transitions);
            } else if (follow(transitions.get(0), from, action, true)) {
                return;
            }
        }
        for (int index = 0; index < visible.size(); index++) {
            var action = visible.get(index);
            var transitions = computed.get(index) == null ? transitions(from, action) : computed.get(index);
            transitions.forEach(transition -> follow(transition, from, action, action.job()));
        }
    }

    /** Checks a state in which no job is due, so that the trade waits for others. */
    private void rest(OpenState from, List<EnabledAction> actions) {
        states.markResting(from.number());
        HoldRule.fault(from.state(), actions, graphs.server())
                .ifPresent(
                        fault -> violations.report(from.state().firstWaitingAt().orElse(null), fault, from.trace()));
        ConfirmationRule.fault(from.state())
                .ifPresent(
                        fault -> violations.report(from.state().lastWaitingAt().orElse(null), fault, from.trace()));
        if (!from.state().hasEnded()) {
            RecordRule.untold(from.state().lifecycles())
                    .ifPresent(fault -> violations.report(from.trace().at(), fault, from.trace()));
        }
        AwaitedMessages.fault(from.state(), actions, graphs.server())
                .ifPresent(
                        fault -> violations.report(from.state().lastWaitingAt().orElse(null), fault, from.trace()));
    }

    private void exploreSideBranches(OpenState from, List<EnabledAction> begins) {
        for (var begin : begins) {
            if (sideBranches.add(begin.sideBranch())) {
                exploreSideBranch(from, begin);
            }
        }
    }

    /** Explores a side branch to its end, while nothing happens beside it. */
    private void exploreSideBranch(OpenState from, EnabledAction event) {
        var known = new HashSet<Hash>();
        var branch = new ArrayDeque<OpenState>();
        BiConsumer<OpenState, EnabledAction> step =
                (state, action) -> transitions(state, action).forEach(transition -> {
                    var trace = Trace.after(state.trace(), action.name(), transition);
                    if (isLegal(transition, trace) && known.add(StateHash.of(transition.state()))) {
                        branch.push(new OpenState(transition.state(), -1, from.situation(), trace));
                    }
                });
        step.accept(from, event);
        while (!branch.isEmpty() && isWithinLimits() && !violations.areEnough()) {
            var next = branch.pop();
            sideBranchStates++;
            var actions = EnabledActions.of(next.state(), graphs).stream()
                    .filter(action -> action.isOfBranchAfter(from.state()))
                    .toList();
            actions.forEach(action -> step.accept(next, action));
            if (!next.state().hasTokenAfter(from.state())) {
                paths++;
            } else if (actions.isEmpty()) {
                var at = next.state().lastWaitingAt().orElse(null);
                violations.report(at, "is stuck at " + at, next.trace());
            }
        }
    }

    private List<StateTransition> transitions(OpenState from, EnabledAction action) {
        last = from.trace() == null || from.trace().at() == null
                ? last
                : from.trace().at();
        return StateTransition.all(from.state(), graphs, action);
    }

    /** Follows a transition; returns whether it leads to a new state. */
    private boolean follow(StateTransition transition, OpenState from, EnabledAction action, boolean isPrompt) {
        var trace = Trace.after(from.trace(), action.name(), transition);
        if (!isLegal(transition, trace)) {
            return false;
        }
        var number = states.add(
                from.number(),
                StateHash.of(transition.state()),
                trace,
                isPrompt,
                ClientRequests.isRequest(action),
                isExceptional(action));
        if (number.isEmpty()) {
            paths++;
            return false;
        }
        var next = new OpenState(transition.state(), number.get(), from.situation(), trace);
        open.add(next, transition.context().reachesNewElement());
        exploreSideBranches(next, transition.context().sideBranches());
        return true;
    }

    private boolean isLegal(StateTransition transition, Trace trace) {
        if (!transition.isLegal()) {
            violations.report(transition.context().current(), transition.violation(), trace);
        }
        return transition.isLegal();
    }

    private void end(OpenState last) {
        paths++;
        var state = last.state();
        states.markEnded(last.number());
        if (!state.hasEnded()) {
            violations.report(state.firstWaitingAt().orElse(null), "is stuck at " + state.waitingAt(), last.trace());
        } else if (!state.lifecycles().isClosed()) {
            violations.report(null, "the trade ends without being closed: " + state.lifecycles(), last.trace());
        } else {
            RecordRule.leftOver(state.lifecycles())
                    .ifPresent(left -> violations.report(last.trace().at(), left, last.trace()));
        }
    }
}
