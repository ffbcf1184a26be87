package org.coincide.processes.checks.paths;

import java.util.Collection;
import java.util.stream.IntStream;

/** Activities that are done several times, side by side or one by one. */
final class Repetitions {

    private final Player player;
    private final Step step;

    Repetitions(Player player, Step step) {
        this.player = player;
        this.step = step;
    }

    void begin(Token body) {
        var times = times(body);
        if (times == 0) {
            player.ways().leave(body);
            return;
        }
        var of = body.node.repetition;
        if (of.splits()) {
            step.world.split(times);
        }
        body.put("nrOfInstances", times);
        body.put("nrOfCompletedInstances", 0);
        body.toCome = of.oneByOne() ? times - 1 : 0;
        var first = IntStream.range(0, of.oneByOne() ? 1 : times)
                .mapToObj(index -> one(body, index, times))
                .toList();
        first.stream().filter(Token::isAlive).forEach(this::enter);
    }

    private void enter(Token token) {
        if (token.node.repetition.jobBeforeEach()) {
            token.mode = Token.Mode.JOB_BEFORE;
        } else {
            player.perform(token);
        }
    }

    private Token one(Token body, int index, int times) {
        var scope = new Scope(step.newId(), Scope.Role.REPETITION, null, body);
        if (body.node.repetition.splits() && scope.part == null) {
            scope.part = index;
        }
        step.keep("loopCounter", index, scope::put);
        if (body.node.repetition.entry() != null) {
            step.keep(body.node.repetition.entry(), index, scope::put);
        }
        Player.wait(body, scope);
        var token = step.newToken(scope, body.node);
        token.single = true;
        return token;
    }

    void oneIsDone(Scope scope) {
        var body = scope.owner;
        scope.end();
        body.letGo(scope);
        var times = (int) body.variables.get("nrOfInstances");
        var done = 1 + (int) body.variables.get("nrOfCompletedInstances");
        body.put("nrOfCompletedInstances", done);
        var enough = body.node.repetition.enough();
        if (enough != null && enough.isTrue(body::variable)) {
            body.inside.forEach(Scope::end);
            player.ways().leave(body);
        } else if (body.toCome > 0) {
            body.toCome--;
            enter(one(body, done, times));
        } else if (body.inside.isEmpty()) {
            player.ways().leave(body);
        }
    }

    private static int times(Token body) {
        var times = body.node.repetition.times().value(body::variable);
        if (times instanceof Number number) {
            return number.intValue();
        }
        if (times instanceof Collection<?> all) {
            return all.size();
        }
        throw new ObjectionException(
                "cannot go on: " + body.node.repetition.times() + " is neither a number nor a list");
    }
}
