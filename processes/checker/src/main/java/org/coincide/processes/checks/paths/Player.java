package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Moves the tokens of one trade as the engine would, from one wait state to the next. What the engine does within a transaction is
 * one step here. This says what a token does where it stands; {@link Ways} how it goes on.
 */
final class Player {

    final World world;
    private final Landscape models;
    private final Step step;
    private final Ways ways;
    private final Interruptions interruptions;
    private final Repetitions repetitions;

    Player(World world, Landscape models, Choices choices) {
        this.world = world;
        this.models = models;
        this.step = new Step(world, models, choices);
        this.ways = new Ways(this, step);
        this.interruptions = new Interruptions(this, step);
        this.repetitions = new Repetitions(this, step);
    }

    Step step() {
        return step;
    }

    Ways ways() {
        return ways;
    }

    Interruptions interruptions() {
        return interruptions;
    }

    Repetitions repetitions() {
        return repetitions;
    }

    void start(Server.Start start) {
        world.started = world.started.with(start.process(), 1 + world.started.getOrDefault(start.process(), 0));
        var process = new Scope(step.newId(), Scope.Role.PROCESS, models.process(start.process()), null);
        world.processes.add(process);
        step.take(start.with()).sets().forEach((name, value) -> step.keep(name, value, process::set));
        begin(process);
    }

    /** Something that the token waits for has come; what that is, it says itself. */
    void goOn(Token token) {
        var mode = token.mode;
        token.mode = Token.Mode.MOVING;
        switch (mode) {
            case JOB_BEFORE -> perform(token);
            case JOB_AFTER -> ways.afterwards(token);
            default -> work(token);
        }
    }

    /** Of the events that a gateway waits for, this has come. */
    void goOn(Token token, Node event) {
        token.mode = Token.Mode.MOVING;
        token.node = event;
        ways.leave(token);
    }

    /** Begins what is inside of a scope. */
    void begin(Scope scope) {
        if (scope.block.start == null) {
            throw new ObjectionException("has no start event");
        }
        enter(step.newToken(scope, scope.block.start));
    }

    void enter(Token token) {
        step.arriveAt(token.node);
        if (token.node.kind == Kind.TERMINATE) {
            interruptions.silenceAllBut(token);
        }
        if (token.node.jobBefore) {
            token.mode = Token.Mode.JOB_BEFORE;
        } else {
            perform(token);
        }
    }

    void perform(Token token) {
        var node = token.node;
        step.comeTo(node);
        step.pass(node);
        if (node.repetition != null && !token.single) {
            repetitions.begin(token);
            return;
        }
        if (!node.saysWhenLeft) {
            step.say(token);
        }
        step.assign(node.in, token, token::put);
        switch (node.kind) {
            case PASS, DECIDE -> ways.leave(token);
            case FORK_OR_JOIN -> join(token);
            case WORK -> work(token);
            case AWAIT, AWAIT_ONE, PERSON -> token.mode = Token.Mode.AWAITING;
            case CALL, INSIDE -> goInside(token);
            case RAISE_ERROR -> interruptions.error(token, node.trigger.name());
            case ESCALATE -> interruptions.escalate(token, node.trigger.name());
            case COMPENSATE -> undo(token);
            case TERMINATE -> ways.terminate(token.scope);
            default -> throw new ObjectionException("is of a kind that the path check cannot follow");
        }
    }

    private void work(Token token) {
        var outcome = step.take(possible(token));
        if (token.node.outcomes.size() > 1) {
            step.isHeard();
        }
        outcome.sets().forEach((name, value) -> step.keep(name, value, token::set));
        if (outcome.error() == null) {
            ways.leave(token);
        } else {
            interruptions.error(token, outcome.error());
        }
    }

    private List<Outcome> possible(Token token) {
        var all = token.node.outcomes;
        var facts = world.course.of(token.scope.part);
        var possible = new ArrayList<Outcome>(all.size());
        for (var outcome : all) {
            if (outcome.possible().test(facts)) {
                possible.add(outcome);
            }
        }
        var onlyTheFirst = token.scope.isOrdinary() && token.node.kind == Kind.WORK && !possible.isEmpty();
        return onlyTheFirst ? possible.subList(0, 1) : possible;
    }

    private void join(Token token) {
        token.mode = Token.Mode.JOINING;
        var arrived = token.scope.tokens.stream()
                .filter(other -> other.node == token.node && other.mode == Token.Mode.JOINING)
                .toList();
        if (arrived.size() >= token.node.incoming) {
            token.scope.tokens.removeAll(arrived);
            token.scope.tokens.add(token);
            token.mode = Token.Mode.MOVING;
            ways.leave(token);
        }
    }

    private void goInside(Token token) {
        if (token.node.inside == null) {
            throw new ObjectionException("calls a process that is not there");
        }
        var role = token.node.kind == Kind.CALL ? Scope.Role.PROCESS : Scope.Role.SUB_PROCESS;
        var inside = new Scope(step.newId(), role, token.node.inside, token);
        step.assign(token.node.calledWith, token, inside::put);
        wait(token, inside);
        begin(inside);
    }

    static void wait(Token token, Scope inside) {
        token.hold(inside);
        token.mode = Token.Mode.INSIDE;
    }

    /** What was done last is undone first. The engine begins it at once: it knows no job before what undoes. */
    private void undo(Token token) {
        var of = token.scope.role == Scope.Role.EVENT ? token.scope.owner.scope : token.scope;
        var undone = new ArrayList<>(of.done.stream()
                .filter(node -> token.node.undoes == null || token.node.undoes.equals(node.id))
                .toList());
        Collections.reverse(undone);
        if (undone.isEmpty()) {
            ways.leave(token);
            return;
        }
        of.done = of.done.stream().filter(node -> !undone.contains(node)).toList();
        var undoing = new Scope(step.newId(), Scope.Role.UNDOING, null, token);
        wait(token, undoing);
        var handlers = undone.stream()
                .map(node -> step.newToken(undoing, node.undoneBy))
                .toList();
        handlers.forEach(handler -> handler.single = true);
        handlers.stream().filter(Token::isAlive).forEach(this::perform);
    }
}
