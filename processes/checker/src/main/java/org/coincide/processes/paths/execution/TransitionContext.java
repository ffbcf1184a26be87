package org.coincide.processes.paths.execution;

import java.util.ArrayList;
import java.util.List;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.paths.expression.PathViolationException;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.paths.graph.SideBranch;
import org.coincide.processes.paths.graph.VariableMapping;
import org.coincide.processes.paths.lifecycle.RecordRule;
import org.coincide.processes.server.RecordChange;
import org.coincide.processes.server.TaskOutcome;

/** The context of one transition: records the statuses, the outcomes and the nodes on the way. */
public final class TransitionContext {

    /** More elements than any model has between two wait states. */
    private static final int MAX_ELEMENTS = 300;

    final ExecutionState state;
    final ProcessGraphs graphs;
    private final OutcomeChoices choices;
    private final List<DeclaredStatus> statuses = new ArrayList<>(2);
    private final List<TaskOutcome> outcomes = new ArrayList<>(2);
    private final List<EnabledAction> sideBranches = new ArrayList<>(1);
    private boolean visible;
    private boolean reachesNewElement;
    private final int lastIdBefore;
    private int elements;
    private ProcessNode current;

    TransitionContext(ExecutionState state, ProcessGraphs graphs, OutcomeChoices choices) {
        this.state = state;
        this.graphs = graphs;
        this.choices = choices;
        this.lastIdBefore = state.lastId();
    }

    /** Returns whether a token or scope with this number existed before the transition, so that events could occur there. */
    boolean existedBefore(int id) {
        return id <= lastIdBefore;
    }

    /** The statuses that events declared. */
    public List<DeclaredStatus> statuses() {
        return statuses;
    }

    /** The outcomes that were chosen. */
    public List<TaskOutcome> outcomes() {
        return outcomes;
    }

    /** Returns whether the transition only moved a token: no status, no choice, no variable, no process begun or ended. */
    boolean isInvisible() {
        return statuses.isEmpty() && !visible;
    }

    /** The side branches that begin with this transition, as actions that are possible after it. */
    public List<EnabledAction> sideBranches() {
        return sideBranches;
    }

    void beginSideBranch(SideBranch branch, ExecutionScope scope) {
        if (!scope.isDefaultPathOnly()) {
            sideBranches.add(EnabledAction.sideBranch(branch, scope));
        }
    }

    /** Returns whether the transition reached an element for the first time. */
    public boolean reachesNewElement() {
        return reachesNewElement;
    }

    /** Chooses whether a side branch is still active when all other branches of its scope have ended. */
    boolean chooseRemainder() {
        visible = true;
        return choices.oneOf(List.of(false, true));
    }

    /** Records an effect that another token can depend on. */
    void markVisible() {
        visible = true;
    }

    /** The node reached last; null before the first. */
    public ProcessNode current() {
        return current;
    }

    void setCurrent(ProcessNode node) {
        current = node;
    }

    void visit(ProcessNode node) {
        reachesNewElement |= node.markVisited();
    }

    /** Records that a token arrives at a node. */
    void arriveAt(ProcessNode node) {
        current = node;
        if (++elements > MAX_ELEMENTS) {
            throw new PathViolationException(
                    "loops without a wait state; add a task, an event or asyncBefore to the loop");
        }
    }

    TaskOutcome choose(List<TaskOutcome> possible) {
        var outcome = possible.isEmpty() ? TaskOutcome.COMPLETES : choices.oneOf(possible);
        outcomes.add(outcome);
        return outcome;
    }

    /** Applies the statuses of the event at which the token is. */
    void applyStatuses(ExecutionToken token) {
        for (var status : token.node.statuses()) {
            statuses.add(status);
            state.apply(status, token.scope.part);
            RecordRule.outdated(status, state.lifecycles())
                    .or(() -> RecordRule.contradiction(status, state.lifecycles(), token.scope.part, graphs.server()))
                    .ifPresent(contradiction -> {
                        throw new PathViolationException(contradiction);
                    });
        }
    }

    /** Makes the changes of the server's records that come with an outcome or a message. */
    void change(List<RecordChange> changes, Integer part) {
        for (var change : changes) {
            visible = true;
            state.apply(change, part);
        }
    }

    void assign(List<VariableMapping> mappings, ExecutionToken token, VariableSetter to) {
        for (var mapping : mappings) {
            visible = true;
            to.set(mapping.target(), mapping.source().value(token::variable));
        }
    }

    /** Sets a variable if it can influence a path, otherwise ignores it. */
    void set(String name, Object value, VariableSetter to) {
        if (graphs.isRelevant(name)) {
            visible = true;
            to.set(name, value);
        }
    }

    int newId() {
        return state.newId();
    }

    ExecutionToken newToken(ExecutionScope scope, ProcessNode node) {
        var token = new ExecutionToken(newId(), scope, node);
        scope.tokens.add(token);
        return token;
    }

    @FunctionalInterface
    interface VariableSetter {
        void set(String name, Object value);
    }
}
