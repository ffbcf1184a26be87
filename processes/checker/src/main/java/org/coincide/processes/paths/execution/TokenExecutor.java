package org.coincide.processes.paths.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.coincide.processes.paths.expression.PathViolationException;
import org.coincide.processes.paths.graph.EventTrigger;
import org.coincide.processes.paths.graph.NodeType;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.server.ProcessStart;
import org.coincide.processes.server.TaskOutcome;

/**
 * Moves tokens as the engine does, from one wait state to the next. One transaction of the engine is one transition here. This class
 * implements the behaviour at a node, {@link TokenFlow} the way to the next.
 */
final class TokenExecutor {

    final ExecutionState state;
    private final ProcessGraphs graphs;
    private final TransitionContext context;
    private final TokenFlow flow;
    private final EventPropagation events;
    private final MultiInstanceExecutor instances;

    TokenExecutor(ExecutionState state, ProcessGraphs graphs, OutcomeChoices choices) {
        this.state = state;
        this.graphs = graphs;
        this.context = new TransitionContext(state, graphs, choices);
        this.flow = new TokenFlow(this, context);
        this.events = new EventPropagation(this, context);
        this.instances = new MultiInstanceExecutor(this, context);
    }

    TransitionContext context() {
        return context;
    }

    TokenFlow flow() {
        return flow;
    }

    EventPropagation events() {
        return events;
    }

    MultiInstanceExecutor instances() {
        return instances;
    }

    void start(ProcessStart start) {
        state.started = state.started.with(start.process(), true);
        var process =
                new ExecutionScope(context.newId(), ExecutionScope.Role.PROCESS, graphs.process(start.process()), null);
        state.processes.add(process);
        var outcome = context.choose(graphs.outcomes(start));
        context.change(outcome.changes(), process.part);
        outcome.variables().forEach((name, value) -> context.set(name, value, process::setLocal));
        begin(process);
    }

    /**
     * Sets the variables that the message of an event brings, if the event has a message, and makes its changes of records.
     *
     * @param part the part of the trade that the event is about; null for the whole trade
     */
    void receive(ProcessNode event, Integer part, TransitionContext.VariableSetter to) {
        if (event.trigger().type() == EventTrigger.Type.MESSAGE) {
            var message = graphs.message(event.trigger().name());
            context.setCurrent(event);
            context.change(message == null ? List.of() : message.changes(), part);
            context.choose(graphs.outcomesOfMessage(event.trigger().name()))
                    .variables()
                    .forEach((name, value) -> context.set(name, value, to));
        }
    }

    /** Resumes a token at its wait state. */
    void resume(ExecutionToken token) {
        var mode = token.mode;
        token.mode = ExecutionToken.Mode.MOVING;
        switch (mode) {
            case JOB_BEFORE -> execute(token);
            case JOB_AFTER -> flow.continueAfter(token);
            default -> complete(token);
        }
    }

    /** Resumes a token with one of the events that it waits for. */
    void resume(ExecutionToken token, ProcessNode event) {
        token.mode = ExecutionToken.Mode.MOVING;
        token.node = event;
        flow.leave(token);
    }

    /** Begins a scope at its start event. */
    void begin(ExecutionScope scope) {
        if (scope.graph.start() == null) {
            throw new PathViolationException("has no start event");
        }
        enter(context.newToken(scope, scope.graph.start()));
    }

    void enter(ExecutionToken token) {
        context.arriveAt(token.node);
        if (token.node.type() == NodeType.TERMINATE) {
            events.cancelAllBut(token);
        }
        if (token.node.asyncBefore()) {
            token.mode = ExecutionToken.Mode.JOB_BEFORE;
        } else {
            execute(token);
        }
    }

    void execute(ExecutionToken token) {
        var node = token.node;
        context.setCurrent(node);
        context.visit(node);
        if (node.multiInstance() != null && !token.single) {
            instances.begin(token);
            return;
        }
        if (!node.statusesOnLeave()) {
            context.applyStatuses(token);
        }
        context.assign(node.inputs(), token, token::setLocal);
        switch (node.type()) {
            case PASS_THROUGH, EXCLUSIVE_GATEWAY -> flow.leave(token);
            case PARALLEL_GATEWAY -> join(token);
            case SERVICE -> complete(token);
            case CATCH_EVENT, EVENT_BASED_GATEWAY -> token.mode = ExecutionToken.Mode.WAITING;
            case USER_TASK -> {
                node.decisions().forEach(token.scope::remove);
                token.mode = ExecutionToken.Mode.WAITING;
            }
            case CALL_ACTIVITY, SUB_PROCESS -> enterBody(token);
            case ERROR -> events.error(token, node.trigger().name());
            case ESCALATION -> events.escalate(token, node.trigger().name());
            case COMPENSATION -> compensate(token);
            case TERMINATE -> flow.terminate(token.scope);
            default ->
                throw new PathViolationException("is an element that the path check does not support; replace it");
        }
    }

    /** Completes the work of a task with one of its outcomes. */
    private void complete(ExecutionToken token) {
        var outcome = context.choose(possible(token));
        if (token.node.outcomes().size() > 1) {
            context.markVisible();
        }
        context.change(outcome.changes(), token.scope.part);
        outcome.variables().forEach((name, value) -> context.set(name, value, token::set));
        if (outcome.error() == null) {
            flow.leave(token);
        } else {
            events.error(token, outcome.error());
        }
    }

    private List<TaskOutcome> possible(ExecutionToken token) {
        var all = token.node.outcomes();
        var facts = state.lifecycles().factsOf(token.scope.part);
        var possible = new ArrayList<TaskOutcome>(all.size());
        for (var outcome : all) {
            if (outcome.condition().isTrue(facts)) {
                possible.add(outcome);
            }
        }
        var onlyFirst = token.scope.isDefaultPathOnly() && token.node.type() == NodeType.SERVICE && !possible.isEmpty();
        return onlyFirst ? possible.subList(0, 1) : possible;
    }

    private void join(ExecutionToken token) {
        token.mode = ExecutionToken.Mode.JOINING;
        var arrived = token.scope.tokens.stream()
                .filter(other -> other.node == token.node && other.mode == ExecutionToken.Mode.JOINING)
                .toList();
        if (arrived.size() >= token.node.incoming()) {
            token.node.markJoins();
            token.scope.tokens.removeAll(arrived);
            token.scope.tokens.add(token);
            token.mode = ExecutionToken.Mode.MOVING;
            flow.leave(token);
        }
    }

    private void enterBody(ExecutionToken token) {
        if (token.node.body() == null) {
            throw new PathViolationException("calls a process that does not exist; correct the called element");
        }
        var role = token.node.type() == NodeType.CALL_ACTIVITY
                ? ExecutionScope.Role.PROCESS
                : ExecutionScope.Role.SUB_PROCESS;
        var body = new ExecutionScope(context.newId(), role, token.node.body(), token);
        context.assign(token.node.callInputs(), token, body::setLocal);
        token.waitFor(body);
        begin(body);
    }

    /** Compensates completed activities, the latest first. The engine ignores asyncBefore of a compensation handler. */
    private void compensate(ExecutionToken token) {
        var scope = token.scope.role == ExecutionScope.Role.EVENT_SUB_PROCESS ? token.scope.owner.scope : token.scope;
        var compensated = new ArrayList<>(scope.compensable.stream()
                .filter(node -> token.node.compensates() == null
                        || token.node.compensates().equals(node.id()))
                .toList());
        Collections.reverse(compensated);
        if (compensated.isEmpty()) {
            flow.leave(token);
            return;
        }
        scope.compensable = scope.compensable.stream()
                .filter(node -> !compensated.contains(node))
                .toList();
        var compensation = new ExecutionScope(context.newId(), ExecutionScope.Role.COMPENSATION, null, token);
        token.waitFor(compensation);
        var handlers = compensated.stream()
                .map(node -> context.newToken(compensation, node.compensationHandler()))
                .toList();
        handlers.forEach(handler -> handler.single = true);
        handlers.stream().filter(ExecutionToken::isAlive).forEach(this::execute);
    }
}
