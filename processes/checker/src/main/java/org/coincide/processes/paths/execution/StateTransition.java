package org.coincide.processes.paths.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coincide.processes.paths.expression.PathViolationException;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.server.ProcessStart;

/**
 * One transition of a trade: an action with one combination of outcomes.
 *
 * @param state the state after it
 * @param violation the rule that it breaks; null if it is legal
 */
public record StateTransition(ExecutionState state, TransitionContext context, String violation) {

    /** The transitions of an action, one for each combination of outcomes. */
    public static List<StateTransition> all(ExecutionState from, ProcessGraphs graphs, EnabledAction action) {
        var transitions = new ArrayList<StateTransition>();
        var choices = Optional.of(new OutcomeChoices());
        while (choices.isPresent()) {
            transitions.add(execute(from.copy(), graphs, choices.get(), action));
            choices = choices.get().next();
        }
        return transitions;
    }

    /** The transitions that start a process. */
    public static List<StateTransition> starting(ProcessStart start, ExecutionState from, ProcessGraphs graphs) {
        return all(from, graphs, EnabledAction.start(start));
    }

    private static StateTransition execute(
            ExecutionState state, ProcessGraphs graphs, OutcomeChoices choices, EnabledAction action) {
        var executor = new TokenExecutor(state, graphs, choices);
        try {
            action.effect().accept(executor);
            EqualTokens.limit(state);
            state.removeUnread(executor.context().sideBranches());
            return new StateTransition(state, executor.context(), null);
        } catch (PathViolationException violation) {
            return new StateTransition(state, executor.context(), violation.getMessage());
        }
    }

    public boolean isLegal() {
        return violation == null;
    }

    /** Returns whether no other token can depend on this transition, such as the arrival of one branch at a join. */
    public boolean isInvisible(ExecutionState before) {
        return isLegal() && context.isInvisible() && state.compensable() == before.compensable();
    }
}
