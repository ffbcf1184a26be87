package org.coincide.processes.paths.execution;

import java.util.Optional;
import org.coincide.processes.paths.expression.PathViolationException;
import org.coincide.processes.paths.graph.EventTrigger;
import org.coincide.processes.paths.graph.NodeType;
import org.coincide.processes.paths.graph.ProcessNode;

/** Handles boundary events and event sub-processes, and propagates errors and escalations to them. */
final class EventPropagation {

    private final TokenExecutor executor;
    private final TransitionContext context;

    EventPropagation(TokenExecutor executor, TransitionContext context) {
        this.executor = executor;
        this.context = context;
    }

    /** A boundary event of the activity at which the token is. */
    void boundaryEvent(ExecutionToken token, ProcessNode boundary) {
        var leaving = token;
        if (boundary.interrupting()) {
            executor.flow().passSideBranches(token);
            token.nested.forEach(ExecutionScope::end);
            token.clear();
            token.remaining = 0;
            token.mode = ExecutionToken.Mode.MOVING;
            token.node = boundary;
        } else {
            token.occurred = token.occurred.with(boundary.id(), 1 + token.occurred.getOrDefault(boundary.id(), 0));
            leaving = context.newToken(token.scope, boundary);
        }
        executor.flow().leave(leaving);
    }

    /** The start event of an event sub-process of this scope. */
    void eventSubProcess(ExecutionScope scope, ProcessNode event) {
        if (event.interrupting()) {
            cancelTokens(scope);
            scope.interrupted = true;
        } else {
            scope.occurred = scope.occurred.with(event.id(), 1 + scope.occurred.getOrDefault(event.id(), 0));
        }
        context.visit(event);
        var token = context.newToken(scope, event);
        var body = new ExecutionScope(context.newId(), ExecutionScope.Role.EVENT_SUB_PROCESS, event.body(), token);
        token.waitFor(body);
        executor.begin(body);
    }

    /** Removes all tokens of this scope. */
    void cancelTokens(ExecutionScope scope) {
        scope.tokens.forEach(token -> token.nested.forEach(ExecutionScope::end));
        scope.tokens.clear();
    }

    /** Removes all other tokens of the scope: the engine does so on arrival at a terminate event, even if that is asyncBefore. */
    void cancelAllBut(ExecutionToken token) {
        var scope = token.scope;
        cancelTokens(scope);
        scope.tokens.add(token);
    }

    void error(ExecutionToken token, String code) {
        var at = token;
        while (!isCaught(at, EventTrigger.Type.ERROR, code)) {
            if (at.scope.owner == null) {
                throw new PathViolationException(
                        "throws the error " + code + ", which nothing catches; add a boundary event for it");
            }
            at = at.scope.owner;
        }
    }

    /** An escalation that nothing catches is ignored: the token continues. */
    void escalate(ExecutionToken token, String code) {
        var at = token;
        while (!isCaught(at, EventTrigger.Type.ESCALATION, code) && at.scope.owner != null) {
            at = at.scope.owner;
        }
        if (token.isAlive() && token.node.type() == NodeType.ESCALATION) {
            executor.flow().leave(token);
        }
    }

    /** Passes the event to a boundary event of the token's activity or to an event sub-process of its scope. */
    private boolean isCaught(ExecutionToken at, EventTrigger.Type type, String code) {
        var boundary = at.single && at.node.multiInstance() != null
                ? Optional.<ProcessNode>empty()
                : at.node.boundaryFor(type, code);
        if (boundary.isPresent()) {
            setCode(at.scope, boundary.get(), code);
            boundaryEvent(at, boundary.get());
            return true;
        }
        var handler = eventSubProcessFor(at, type, code);
        handler.ifPresent(event -> {
            setCode(at.scope, event, code);
            eventSubProcess(at.scope, event);
        });
        return handler.isPresent();
    }

    private static Optional<ProcessNode> eventSubProcessFor(ExecutionToken at, EventTrigger.Type type, String code) {
        return at.scope.graph == null || at.scope.interrupted
                ? Optional.empty()
                : at.scope.graph.eventSubProcesses().stream()
                        .filter(event -> event != at.node)
                        .filter(event ->
                                event.trigger() != null && event.trigger().takes(type, code))
                        .findFirst();
    }

    private void setCode(ExecutionScope scope, ProcessNode event, String code) {
        if (event.trigger().codeVariable() != null) {
            context.set(event.trigger().codeVariable(), code, scope::set);
        }
    }
}
