package org.coincide.processes.paths;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.execution.EnabledAction;
import org.coincide.processes.paths.execution.EnabledActions;
import org.coincide.processes.paths.execution.ExecutionState;
import org.coincide.processes.paths.execution.StateHash;
import org.coincide.processes.paths.execution.StateTransition;
import org.coincide.processes.paths.graph.EventTrigger;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.paths.graph.UnsupportedModelException;
import org.coincide.processes.paths.hash.Hash;
import org.coincide.processes.paths.lifecycle.RecordRule;
import org.coincide.processes.server.ServerInterface;

/**
 * Explores the state space of a trade: each enabled action is tried in each state, in every order. A state that was visited before is
 * not explored again, since the same continuations follow; so parallel branches and loops terminate.
 */
public final class PathChecker {

    private final ProcessGraphs graphs;
    private final Map<ProcessNode, String> dependentBranches;
    private final boolean reduced;
    private final CheckLimits limits;
    private final int maxViolations;
    private final String wanted;
    private final StateGraph states = new StateGraph();
    private final Set<Hash> sideBranches = new HashSet<>();
    private final Map<String, PathViolation> violations = new LinkedHashMap<>();
    private final Frontier open = new Frontier();
    private final long begin = System.nanoTime();
    private ProcessNode last;
    private int sideBranchStates;
    private int paths;
    /** The time of the first violation; only of interest if there is one. */
    private long firstViolation;

    private PathChecker(ModelSet models, ServerInterface server, CheckLimits limits, int maxViolations, String wanted) {
        this(new ProcessGraphs(models, server, limits), true, limits, maxViolations, wanted);
    }

    private PathChecker(ProcessGraphs graphs, boolean reduced, CheckLimits limits, int maxViolations, String wanted) {
        this.graphs = graphs;
        this.reduced = reduced;
        this.dependentBranches = reduced ? graphs.markSideBranches() : Map.of();
        if (reduced) {
            graphs.markUnreadVariables();
        }
        this.limits = limits;
        this.maxViolations = maxViolations;
        this.wanted = wanted;
    }

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
        return new PathChecker(new ProcessGraphs(models, server, limits), false, limits, Integer.MAX_VALUE, null)
                .explore();
    }

    private static PathCheckResult check(
            ModelSet models, ServerInterface server, CheckLimits limits, int maxViolations, String wanted) {
        try {
            var checker = new PathChecker(models, server, limits, maxViolations, wanted);
            try {
                return checker.explore();
            } catch (RuntimeException | StackOverflowError failure) {
                return failed(checker.last, models, failure);
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

    private PathCheckResult explore() {
        var start = graphs.server().firstStart();
        if (graphs.has(start.process())) {
            var transitions = StateTransition.starting(start, new ExecutionState(), graphs);
            for (int situation = 0; situation < transitions.size(); situation++) {
                follow(transitions.get(situation), OpenState.before(situation), EnabledAction.start(start), true);
            }
        }
        while (!open.isEmpty() && isWithinLimits() && !isEnough()) {
            expand(open.next());
        }
        var limited = !isWithinLimits() && !open.isEmpty();
        if (!limited && violations.isEmpty()) {
            checkProgress();
        }
        return new PathCheckResult(
                paths,
                visitedStates(),
                limited,
                graphs.visited(),
                graphs.taken(),
                dependentBranches,
                List.copyOf(violations.values()));
    }

    private void checkProgress() {
        graphs.nodes().filter(ProcessNode::joinsNever).forEach(this::reportJoin);
        states.restless()
                .ifPresent(trace -> report(
                        trace.at(),
                        "jobs follow each other for ever; add a timer, a task or a message to the loop",
                        trace));
        states.endless().ifPresent(trace -> report(trace.at(), "the trade can never end from here", trace));
        if (violations.isEmpty()) {
            checkIndependence();
        }
        if (violations.isEmpty()) {
            checkOrdinaryOrders();
        }
    }

    private void checkIndependence() {
        states.dependent()
                .ifPresent(trace -> report(
                        trace.at(),
                        "waits until the client cancels or amends the order, since nothing else happens from here; wait for"
                                + " a message that comes, or add a timer",
                        trace));
    }

    private void checkOrdinaryOrders() {
        states.exceptional()
                .ifPresent(trace -> report(
                        trace.at(),
                        "waits for a message that most orders never get, since nothing else happens from here; wait for a"
                                + " message that comes in any case, or add a timer",
                        trace));
    }

    private boolean isExceptional(EnabledAction action) {
        if (action.event() == null || action.event().trigger().type() != EventTrigger.Type.MESSAGE) {
            return false;
        }
        var message = graphs.message(action.event().trigger().name());
        return message != null && message.exceptional();
    }

    private void reportJoin(ProcessNode join) {
        var text = "waits for a branch that never comes; join alternatives by an exclusive gateway";
        violations.put(join.id() + text, new PathViolation(join.file(), join.id(), text, List.of(), List.of()));
    }

    private boolean isWithinLimits() {
        return visitedStates() < limits.maxStates()
                && System.nanoTime() - begin < limits.maxTime().toNanos();
    }

    private int visitedStates() {
        return states.states() + sideBranchStates;
    }

    private boolean isEnough() {
        return violations.size() >= maxViolations
                || wanted == null && isLateForMore()
                || wanted != null
                        && violations.values().stream()
                                .anyMatch(violation -> violation.text().startsWith(wanted));
    }

    /** A single mistake can multiply the states, so that the rest of the exploration would take minutes and find nothing more. */
    private boolean isLateForMore() {
        return !violations.isEmpty()
                && System.nanoTime() - firstViolation
                        >= limits.maxTimeAfterViolation().toNanos();
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
            states.markResting(from.number());
            HoldRule.fault(from.state(), actions, graphs.server())
                    .ifPresent(fault -> report(from.state().firstWaitingAt().orElse(null), fault, from.trace()));
            RecordRule.untold(from.state().lifecycles())
                    .ifPresent(fault -> report(from.trace().at(), fault, from.trace()));
            AwaitedMessages.fault(from.state(), actions, graphs.server())
                    .ifPresent(fault -> report(from.state().lastWaitingAt().orElse(null), fault, from.trace()));
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
        while (!branch.isEmpty() && isWithinLimits() && !isEnough()) {
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
                report(at, "is stuck at " + at, next.trace());
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
            report(transition.context().current(), transition.violation(), trace);
        }
        return transition.isLegal();
    }

    private void end(OpenState last) {
        paths++;
        var state = last.state();
        states.markEnded(last.number());
        if (!state.hasEnded()) {
            report(state.firstWaitingAt().orElse(null), "is stuck at " + state.waitingAt(), last.trace());
        } else if (!state.lifecycles().isClosed()) {
            report(null, "the trade ends without being closed: " + state.lifecycles(), last.trace());
        } else {
            RecordRule.leftOver(state.lifecycles())
                    .ifPresent(left -> report(last.trace().at(), left, last.trace()));
        }
    }

    private void report(ProcessNode at, String violation, Trace trace) {
        paths++;
        if (violations.isEmpty()) {
            firstViolation = System.nanoTime();
        }
        violations.computeIfAbsent((at == null ? "" : at.id()) + violation, first -> trace.violation(at, violation));
    }
}
