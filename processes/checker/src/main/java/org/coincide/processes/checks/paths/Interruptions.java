package org.coincide.processes.checks.paths;

import java.util.Optional;

/** Events that take a token from where it stands: at an activity's edge, or with a sub-process of their own. */
final class Interruptions {

    private final Player player;
    private final Step step;

    Interruptions(Player player, Step step) {
        this.player = player;
        this.step = step;
    }

    /** An event at the edge of the activity where this token is. */
    void atTheEdge(Token token, Node boundary) {
        var leaving = token;
        if (boundary.interrupting) {
            token.inside.forEach(Scope::end);
            token.forget();
            token.toCome = 0;
            token.mode = Token.Mode.MOVING;
            token.node = boundary;
        } else {
            token.fired = token.fired.with(boundary.id, 1 + token.fired.getOrDefault(boundary.id, 0));
            leaving = step.newToken(token.scope, boundary);
        }
        player.ways().leave(leaving);
    }

    /** An event that has a sub-process of its own in this scope. */
    void inside(Scope scope, Node event) {
        if (event.interrupting) {
            silence(scope);
            scope.interrupted = true;
        } else {
            scope.fired = scope.fired.with(event.id, 1 + scope.fired.getOrDefault(event.id, 0));
        }
        step.pass(event);
        var token = step.newToken(scope, event);
        var inside = new Scope(step.newId(), Scope.Role.EVENT, event.inside, token);
        Player.wait(token, inside);
        player.begin(inside);
    }

    /** Nothing goes on in this scope. */
    void silence(Scope scope) {
        scope.tokens.forEach(token -> token.inside.forEach(Scope::end));
        scope.tokens.clear();
    }

    /** The engine ends all others as soon as one comes to an end that terminates, even where a job waits before it. */
    void silenceAllBut(Token token) {
        var scope = token.scope;
        silence(scope);
        scope.tokens.add(token);
    }

    void error(Token token, String code) {
        var at = token;
        while (true) {
            var caught = take(at, Trigger.Type.ERROR, code);
            if (caught) {
                return;
            }
            if (at.scope.owner == null) {
                throw new ObjectionException("raises the error " + code + ", which nothing catches");
            }
            at = at.scope.owner;
        }
    }

    /** One that nothing takes is lost, and who raised it goes on. */
    void escalate(Token token, String code) {
        var at = token;
        while (!take(at, Trigger.Type.ESCALATION, code) && at.scope.owner != null) {
            at = at.scope.owner;
        }
        if (token.isAlive() && token.node.kind == Kind.ESCALATE) {
            player.ways().leave(token);
        }
    }

    /** Whether something at this token's activity, or in its scope, took it. */
    private boolean take(Token at, Trigger.Type type, String code) {
        var edge = at.single && at.node.repetition != null ? Optional.<Node>empty() : at.node.boundaryFor(type, code);
        if (edge.isPresent()) {
            keepCode(at.scope, edge.get(), code);
            atTheEdge(at, edge.get());
            return true;
        }
        var inside = handlerIn(at, type, code);
        inside.ifPresent(event -> {
            keepCode(at.scope, event, code);
            inside(at.scope, event);
        });
        return inside.isPresent();
    }

    private static Optional<Node> handlerIn(Token at, Trigger.Type type, String code) {
        return at.scope.block == null || at.scope.interrupted
                ? Optional.empty()
                : at.scope.block.eventInsides.stream()
                        .filter(event -> event != at.node)
                        .filter(event -> event.trigger != null && event.trigger.takes(type, code))
                        .findFirst();
    }

    private void keepCode(Scope scope, Node event, String code) {
        if (event.trigger.codeVariable() != null) {
            step.keep(event.trigger.codeVariable(), code, scope::set);
        }
    }
}
