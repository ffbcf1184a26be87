package org.coincide.processes.paths.execution;

import java.util.ArrayList;
import java.util.List;
import org.coincide.processes.paths.expression.PathViolationException;
import org.coincide.processes.paths.graph.NodeType;
import org.coincide.processes.paths.graph.OutgoingFlow;

/** Moves tokens from one node to the next: along the open sequence flows, and out of scopes that end. */
final class TokenFlow {

    private final TokenExecutor executor;
    private final TransitionContext context;

    TokenFlow(TokenExecutor executor, TransitionContext context) {
        this.executor = executor;
        this.context = context;
    }

    /** Leaves a node whose work is done. */
    void leave(ExecutionToken token) {
        var node = token.node;
        context.setCurrent(node);
        context.visit(node);
        passSideBranches(token);
        if (node.multiInstance() == null || token.single) {
            context.assign(node.outputs(), token, token.scope::set);
        }
        token.clear();
        if (node.compensationHandler() != null && !token.single) {
            token.scope.addCompensable(List.of(node));
        }
        if (node.statusesOnLeave()) {
            context.applyStatuses(token);
        }
        if (endsInJob(token)) {
            token.mode = ExecutionToken.Mode.JOB_AFTER;
        } else {
            continueAfter(token);
        }
    }

    private static boolean endsInJob(ExecutionToken token) {
        return token.scope.role == ExecutionScope.Role.INSTANCE
                ? token.node.multiInstance().asyncAfterEach()
                : token.node.asyncAfter();
    }

    void continueAfter(ExecutionToken token) {
        if (token.single) {
            end(token);
        } else {
            move(token);
        }
    }

    private void move(ExecutionToken token) {
        context.setCurrent(token.node);
        token.mode = ExecutionToken.Mode.MOVING;
        var open = withoutSideBranches(openFlows(token), token);
        if (open.isEmpty()) {
            end(token);
            return;
        }
        var moving = new ArrayList<ExecutionToken>(open.size());
        moving.add(token);
        for (var flow : open.subList(1, open.size())) {
            moving.add(context.newToken(token.scope, flow.target()));
        }
        token.node = open.get(0).target();
        for (var next : moving) {
            if (next.isAlive()) {
                executor.enter(next);
            }
        }
    }

    /** Leaves out the flows that begin a side branch. */
    private List<OutgoingFlow> withoutSideBranches(List<OutgoingFlow> open, ExecutionToken token) {
        if (token.node.sideFlows().isEmpty()) {
            return open;
        }
        for (var branch : token.node.sideFlows().values()) {
            context.beginSideBranch(branch, token.scope);
            token.scope.passedSideBranch |= branch.lasting();
        }
        return open.stream()
                .filter(flow -> !token.node.sideFlows().containsKey(flow))
                .toList();
    }

    private List<OutgoingFlow> openFlows(ExecutionToken token) {
        var node = token.node;
        var exclusive = node.type() == NodeType.EXCLUSIVE_GATEWAY;
        if (exclusive && token.scope.process().hasSeveralTokens()) {
            context.markVisible();
        }
        var open = new ArrayList<OutgoingFlow>(node.outgoing().size());
        for (var flow : node.outgoing()) {
            if (exclusive && !open.isEmpty()) {
                break;
            }
            if (flow.condition() == null || flow.condition().isTrue(token::variable)) {
                open.add(flow);
            }
        }
        if (exclusive) {
            open.forEach(context.graphs::markTaken);
        }
        if (!open.isEmpty()) {
            return open;
        }
        if (node.defaultFlow() == null && !node.outgoing().isEmpty()) {
            throw new PathViolationException("has no open outgoing flow: each condition is false");
        }
        if (node.defaultFlow() == null) {
            return List.of();
        }
        context.graphs.markTaken(node.defaultFlow());
        return List.of(node.defaultFlow());
    }

    void end(ExecutionToken token) {
        var scope = token.scope;
        if (scope.role == ExecutionScope.Role.INSTANCE) {
            executor.instances().complete(scope);
            return;
        }
        scope.tokens.remove(token);
        if (scope.tokens.isEmpty()) {
            if (canHaveRemainder(scope, token) && context.chooseRemainder()) {
                context.newToken(scope, scope.graph.remainder()).mode = ExecutionToken.Mode.WAITING;
            } else {
                complete(scope);
            }
        } else {
            // The scope ends with its last token: the other tokens depend on this one.
            context.markVisible();
        }
    }

    /** Records that a side branch could begin at the activity that the token leaves. */
    void passSideBranches(ExecutionToken token) {
        if (!token.scope.passedSideBranch && context.existedBefore(token.id)) {
            for (var event : token.node.boundaryEvents()) {
                token.scope.passedSideBranch |=
                        event.sideBranch() != null && event.sideBranch().lasting();
            }
        }
    }

    private boolean canHaveRemainder(ExecutionScope scope, ExecutionToken last) {
        return scope.graph != null
                && scope.graph.remainder() != null
                && last.node != scope.graph.remainder()
                && (scope.passedSideBranch || scope.graph.hasSideBranch() && context.existedBefore(scope.id))
                && !scope.interrupted
                && !scope.isDefaultPathOnly();
    }

    void terminate(ExecutionScope scope) {
        executor.events().cancelTokens(scope);
        complete(scope);
    }

    private void complete(ExecutionScope scope) {
        var owner = scope.owner;
        if (owner == null) {
            context.markVisible();
            scope.end();
            context.state.processes.remove(scope);
            return;
        }
        if (owner.node.awaitsEvents() || scope.graph != null && scope.graph.awaitsEvents()) {
            // These events cannot occur any more.
            context.markVisible();
        }
        if (scope.role == ExecutionScope.Role.PROCESS) {
            for (var output : owner.node.callOutputs()) {
                context.set(output.target(), output.source().value(scope::variable), owner::set);
            }
        }
        if (scope.role == ExecutionScope.Role.SUB_PROCESS && owner.node.compensationHandler() == null) {
            owner.scope.addCompensable(scope.compensable);
        }
        scope.end();
        owner.remove(scope);
        if (scope.role == ExecutionScope.Role.EVENT_SUB_PROCESS) {
            end(owner);
        } else {
            leave(owner);
        }
    }
}
