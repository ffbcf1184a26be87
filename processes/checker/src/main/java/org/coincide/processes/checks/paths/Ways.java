package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;

/** How tokens go on: out of what is done, along the flows that are open, and out of what ends with them. */
final class Ways {

    private final Player player;
    private final Step step;

    Ways(Player player, Step step) {
        this.player = player;
        this.step = step;
    }

    /** The work is done: says what there is to say, and goes on. */
    void leave(Token token) {
        var node = token.node;
        step.comeTo(node);
        step.pass(node);
        if (node.repetition == null || token.single) {
            step.assign(node.out, token, token.scope::set);
        }
        token.forget();
        if (node.undoneBy != null && !token.single) {
            token.scope.isDone(List.of(node));
        }
        if (node.saysWhenLeft) {
            step.say(token);
        }
        if (endsInAJob(token)) {
            token.mode = Token.Mode.JOB_AFTER;
        } else {
            afterwards(token);
        }
    }

    private static boolean endsInAJob(Token token) {
        var repeated = token.scope.role == Scope.Role.REPETITION;
        return repeated ? token.node.repetition.jobAfterEach() : token.node.jobAfter;
    }

    void afterwards(Token token) {
        if (token.single) {
            end(token);
        } else {
            move(token);
        }
    }

    private void move(Token token) {
        step.comeTo(token.node);
        token.mode = Token.Mode.MOVING;
        var open = open(token);
        if (open.isEmpty()) {
            end(token);
            return;
        }
        var moving = new ArrayList<Token>(open.size());
        moving.add(token);
        for (var flow : open.subList(1, open.size())) {
            moving.add(step.newToken(token.scope, flow.target()));
        }
        token.node = open.get(0).target();
        for (var next : moving) {
            if (next.isAlive()) {
                player.enter(next);
            }
        }
    }

    private List<Flow> open(Token token) {
        var node = token.node;
        var decides = node.kind == Kind.DECIDE;
        if (decides && token.scope.process().hasSeveralTokens()) {
            step.isHeard();
        }
        var open = new ArrayList<Flow>(node.flows.size());
        for (var flow : node.flows) {
            if (decides && !open.isEmpty()) {
                break;
            }
            if (flow.condition() == null || flow.condition().isTrue(token::variable)) {
                open.add(flow);
            }
        }
        node.readLast.forEach(token.scope::forget);
        if (!open.isEmpty()) {
            return open;
        }
        if (node.otherwise == null && !node.flows.isEmpty()) {
            throw new ObjectionException("cannot go on: no way out of it is open");
        }
        return node.otherwise == null ? List.of() : List.of(node.otherwise);
    }

    void end(Token token) {
        var scope = token.scope;
        if (scope.role == Scope.Role.REPETITION) {
            player.repetitions().oneIsDone(scope);
            return;
        }
        scope.tokens.remove(token);
        if (scope.tokens.isEmpty()) {
            ended(scope);
        }
    }

    void terminate(Scope scope) {
        player.interruptions().silence(scope);
        ended(scope);
    }

    private void ended(Scope scope) {
        var owner = scope.owner;
        if (owner == null) {
            step.isHeard();
            scope.end();
            step.world.processes.remove(scope);
            return;
        }
        if (scope.role == Scope.Role.PROCESS) {
            for (var answer : owner.node.answers) {
                step.keep(answer.target(), answer.source().value(scope::variable), owner::set);
            }
        }
        if (scope.role == Scope.Role.SUB_PROCESS && owner.node.undoneBy == null) {
            owner.scope.isDone(scope.done);
        }
        scope.end();
        owner.letGo(scope);
        if (scope.role == Scope.Role.EVENT) {
            end(owner);
        } else {
            leave(owner);
        }
    }
}
