package org.coincide.processes.paths.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.coincide.processes.paths.graph.EventTrigger;
import org.coincide.processes.paths.graph.NodeType;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.paths.hash.Hash;
import org.coincide.processes.server.MessageDeclaration;

/** Collects the actions that are possible in a state: jobs, user tasks, messages, timers, and processes that the server starts. */
public final class EnabledActions {

    /** A timer cycle occurs this often on a path: further occurrences lead to nothing new. */
    private static final int MAX_CYCLES = 2;

    private final ExecutionState state;
    private final ProcessGraphs graphs;
    private final List<EnabledAction> actions = new ArrayList<>();

    private EnabledActions(ExecutionState state, ProcessGraphs graphs) {
        this.state = state;
        this.graphs = graphs;
    }

    /** All enabled actions. Loops instead of streams, since this is called in each state of an exploration. */
    public static List<EnabledAction> of(ExecutionState state, ProcessGraphs graphs) {
        var collector = new EnabledActions(state, graphs);
        collector.collect();
        return collector.actions;
    }

    private void collect() {
        var scopes = state.scopes();
        var ofOtherParts = new ArrayList<EnabledAction>(2);
        for (var scope : scopes) {
            for (var token : scope.tokens) {
                if (scope.isDefaultPathOnly()) {
                    addResumption(token, ofOtherParts);
                } else {
                    addResumption(token, actions);
                    addBoundaryEvents(token);
                }
            }
        }
        if (!ofOtherParts.isEmpty()) {
            actions.add(ofOtherParts.get(0));
        }
        scopes.forEach(this::addEventSubProcesses);
        addStarts();
    }

    private void addResumption(ExecutionToken token, List<EnabledAction> to) {
        switch (token.mode) {
            case JOB_BEFORE, JOB_AFTER -> to.add(resume(token, true));
            case WAITING -> addCompletion(token, to);
            default -> {}
        }
    }

    private void addCompletion(ExecutionToken token, List<EnabledAction> to) {
        var node = token.node;
        switch (node.type()) {
            case EVENT_BASED_GATEWAY -> {
                for (var flow : node.outgoing()) {
                    addEvent(flow.target(), false, token, to);
                    if (token.scope.isDefaultPathOnly()) {
                        break;
                    }
                }
            }
            case CATCH_EVENT -> addEvent(node, node.trigger().type() == EventTrigger.Type.TIMER, token, to);
            default -> to.add(resume(token, node.outcomes().size() == 1 && !node.awaitsEvents()));
        }
    }

    private void addEvent(ProcessNode event, boolean automatic, ExecutionToken token, List<EnabledAction> to) {
        if (canOccur(event, token.scope.part)) {
            to.add(new EnabledAction(name(event), automatic, false, token.id, null, event, executor -> {
                var waiting = executor.state.token(token.id);
                executor.receive(event, waiting.scope.part, waiting::set);
                executor.resume(waiting, event);
            }));
        }
    }

    private static EnabledAction resume(ExecutionToken token, boolean automatic) {
        return new EnabledAction(
                token.node.id(),
                automatic,
                token.mode != ExecutionToken.Mode.WAITING,
                token.id,
                executor -> executor.resume(executor.state.token(token.id)));
    }

    private void addBoundaryEvents(ExecutionToken token) {
        if (token.single || token.mode != ExecutionToken.Mode.WAITING && token.mode != ExecutionToken.Mode.NESTED) {
            return;
        }
        for (var event : token.node.boundaryEvents()) {
            if (canOccur(event, token.scope.part) && canOccurAgain(event, token.occurred.getOrDefault(event.id(), 0))) {
                actions.add(new EnabledAction(
                        name(event), false, false, token.id, sideBranch(event, token::variable), event, executor -> {
                            var at = executor.state.token(token.id);
                            executor.receive(event, at.scope.part, at.scope::set);
                            executor.events().boundaryEvent(at, event);
                        }));
            }
        }
    }

    private void addEventSubProcesses(ExecutionScope scope) {
        if (scope.graph == null || scope.interrupted || scope.isDefaultPathOnly()) {
            return;
        }
        for (var event : scope.graph.eventSubProcesses()) {
            if (canOccur(event, scope.part) && canOccurAgain(event, scope.occurred.getOrDefault(event.id(), 0))) {
                actions.add(new EnabledAction(
                        name(event), false, false, scope.id, sideBranch(event, scope::variable), event, executor -> {
                            var in = executor.state.scope(scope.id);
                            executor.receive(event, in.part, in::set);
                            executor.events().eventSubProcess(in, event);
                        }));
            }
        }
    }

    private void addStarts() {
        for (var start : graphs.laterStarts()) {
            if (graphs.has(start.process())
                    && !state.started.has(start.process())
                    && start.when().isTrue(state.lifecycles())) {
                actions.add(EnabledAction.start(start));
            }
        }
    }

    private boolean canOccur(ProcessNode event, Integer part) {
        var trigger = event.trigger();
        return trigger != null
                && trigger.isExternal()
                && (trigger.type() != EventTrigger.Type.MESSAGE || isSent(graphs.message(trigger.name()), part));
    }

    private boolean isSent(MessageDeclaration message, Integer part) {
        return message == null
                || message.when().isTrue(state.lifecycles(), state.lifecycles().factsOf(part))
                        && message.changes().stream()
                                .allMatch(change ->
                                        !change.required() || state.lifecycles().allows(change, part))
                        && (message.sentBy() == null || isTurnOf(message.sentBy(), part))
                        && (message.decision() == null || isDecided(message.decision()));
    }

    /** A delegate sends its message at its turn, and only to what waits then. */
    private boolean isTurnOf(String delegate, Integer part) {
        return state.tokens().stream()
                .anyMatch(token -> token.mode == ExecutionToken.Mode.JOB_BEFORE
                        && token.node.calls(delegate)
                        && Objects.equals(token.scope.part, part));
    }

    private boolean isDecided(MessageDeclaration.Decision decision) {
        return state.scopes().stream()
                .anyMatch(scope -> decision.value().equals(String.valueOf(scope.variables.get(decision.variable()))));
    }

    /** Identifies the side branch of an event with the values of the variables that it reads; null where it has none. */
    private static Hash sideBranch(ProcessNode event, Function<String, Object> variables) {
        return event.sideBranch() == null ? null : EnabledAction.key(event.sideBranch(), variables);
    }

    private static boolean canOccurAgain(ProcessNode event, int occurred) {
        return event.interrupting() || occurred < (event.trigger().repeats() ? MAX_CYCLES : 1);
    }

    private static String name(ProcessNode event) {
        if (event.trigger().type() == EventTrigger.Type.MESSAGE) {
            return event.trigger().name();
        }
        return event.type() == NodeType.EVENT_SUB_PROCESS ? event.body().start().id() : event.id();
    }
}
