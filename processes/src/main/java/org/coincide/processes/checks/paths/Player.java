package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.processes.checks.contract.Status;

/**
 * Moves the tokens of one trade as the engine would, from one wait state to the next. What the engine does within a transaction is
 * one step here.
 */
final class Player {

    /** More than any model has between two wait states. */
    private static final int MOST_ELEMENTS_PER_STEP = 1000;

    final World world;
    private final Landscape models;
    private final Choices choices;
    private final Set<String> passed;
    private final Interruptions interruptions = new Interruptions(this);
    private final Repetitions repetitions = new Repetitions(this);
    private final List<Status> said = new ArrayList<>();
    private final List<Outcome> taken = new ArrayList<>();
    private boolean wasLoud;
    private int elements;
    private Node at;

    Player(World world, Landscape models, Choices choices, Set<String> passed) {
        this.world = world;
        this.models = models;
        this.choices = choices;
        this.passed = passed;
    }

    /** What events said in this step. */
    List<Status> said() {
        return said;
    }

    /** Whether this step did nothing but move a token: no word, no choice, no variable, no process begun or ended. */
    boolean wasQuiet() {
        return said.isEmpty() && !wasLoud;
    }

    /** How the work of this step turned out. */
    List<Outcome> taken() {
        return taken;
    }

    /** The element that it came by last; null before the first. */
    Node at() {
        return at;
    }

    void start(Server.Start start) {
        world.started.merge(start.process(), 1, Integer::sum);
        var process = new Scope(newId(), Scope.Role.PROCESS, models.process(start.process()), null);
        world.processes.add(process);
        var with = choices.oneOf(start.with());
        taken.add(with);
        with.sets().forEach((name, value) -> keep(name, value, process::set));
        begin(process);
    }

    /** Something that the token waits for has come; what that is, it says itself. */
    void goOn(Token token) {
        var mode = token.mode;
        token.mode = Token.Mode.MOVING;
        switch (mode) {
            case JOB_BEFORE -> perform(token);
            case JOB_AFTER -> afterwards(token);
            default -> work(token);
        }
    }

    /** Of the events that a gateway waits for, this has come. */
    void goOn(Token token, Node event) {
        token.mode = Token.Mode.MOVING;
        token.node = event;
        leave(token);
    }

    Interruptions interruptions() {
        return interruptions;
    }

    int newId() {
        return ++world.lastId;
    }

    void pass(Node node) {
        passed.add(node.id);
    }

    Token newToken(Scope scope, Node node) {
        var token = new Token(newId(), scope, node);
        scope.tokens.add(token);
        return token;
    }

    /** Begins what is inside of a scope. */
    void begin(Scope scope) {
        at = scope.block.start == null ? at : scope.block.start;
        if (scope.block.start == null) {
            throw new ObjectionException("has no start event");
        }
        enter(newToken(scope, scope.block.start));
    }

    void enter(Token token) {
        at = token.node;
        if (++elements > MOST_ELEMENTS_PER_STEP) {
            throw new ObjectionException("runs in a circle and never waits");
        }
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
        at = node;
        pass(node);
        if (node.repetition != null && !token.single) {
            repetitions.begin(token);
            return;
        }
        if (!node.saysWhenLeft) {
            say(token);
        }
        assign(node.in, token, (name, value) -> token.variables.put(name, value));
        switch (node.kind) {
            case PASS, DECIDE -> leave(token);
            case FORK_OR_JOIN -> join(token);
            case WORK -> work(token);
            case AWAIT, AWAIT_ONE, PERSON -> token.mode = Token.Mode.AWAITING;
            case CALL, INSIDE -> goInside(token);
            case RAISE_ERROR -> interruptions.error(token, node.trigger.name());
            case ESCALATE -> interruptions.escalate(token, node.trigger.name());
            case COMPENSATE -> undo(token);
            case TERMINATE -> terminate(token.scope);
            default -> throw new ObjectionException("is of a kind that the path check cannot follow");
        }
    }

    private void work(Token token) {
        var possible = token.node.outcomes.stream()
                .filter(outcome -> outcome.possible().test(world.course.of(token.scope.part)))
                .limit(token.scope.isOrdinary() && token.node.kind == Kind.WORK ? 1 : Long.MAX_VALUE)
                .toList();
        var outcome = possible.isEmpty() ? Outcome.PASSES : choices.oneOf(possible);
        taken.add(outcome);
        wasLoud |= token.node.outcomes.size() > 1;
        outcome.sets().forEach((name, value) -> keep(name, value, token::set));
        if (outcome.error() == null) {
            leave(token);
        } else {
            interruptions.error(token, outcome.error());
        }
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
            leave(token);
        }
    }

    private void goInside(Token token) {
        if (token.node.inside == null) {
            throw new ObjectionException("calls a process that is not there");
        }
        var role = token.node.kind == Kind.CALL ? Scope.Role.PROCESS : Scope.Role.SUB_PROCESS;
        var inside = new Scope(newId(), role, token.node.inside, token);
        assign(token.node.calledWith, token, inside.variables::put);
        wait(token, inside);
        begin(inside);
    }

    static void wait(Token token, Scope inside) {
        token.inside.add(inside);
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
            leave(token);
            return;
        }
        of.done.removeAll(undone);
        var undoing = new Scope(newId(), Scope.Role.UNDOING, null, token);
        wait(token, undoing);
        var handlers =
                undone.stream().map(node -> newToken(undoing, node.undoneBy)).toList();
        handlers.forEach(handler -> handler.single = true);
        handlers.stream().filter(Token::isAlive).forEach(this::perform);
    }

    private void terminate(Scope scope) {
        interruptions.silence(scope);
        ended(scope);
    }

    /** The work is done: says what there is to say, and goes on. */
    void leave(Token token) {
        var node = token.node;
        at = node;
        pass(node);
        if (node.repetition == null || token.single) {
            assign(node.out, token, token.scope::set);
        }
        token.variables.clear();
        token.fired.clear();
        token.inside.clear();
        if (node.undoneBy != null && !token.single) {
            token.scope.done.add(node);
        }
        if (node.saysWhenLeft) {
            say(token);
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

    private void afterwards(Token token) {
        if (token.single) {
            end(token);
        } else {
            move(token);
        }
    }

    private void move(Token token) {
        at = token.node;
        token.mode = Token.Mode.MOVING;
        var open = open(token);
        if (open.isEmpty()) {
            end(token);
            return;
        }
        var others = open.stream()
                .skip(1)
                .map(flow -> newToken(token.scope, flow.target()))
                .toList();
        token.node = open.get(0).target();
        Stream.concat(Stream.of(token), others.stream()).forEach(next -> {
            if (next.isAlive()) {
                enter(next);
            }
        });
    }

    private List<Flow> open(Token token) {
        var node = token.node;
        wasLoud |= node.kind == Kind.DECIDE && token.scope.process().hasSeveralTokens();
        var open = node.flows.stream()
                .filter(flow -> flow.condition() == null || flow.condition().isTrue(token::variable))
                .limit(node.kind == Kind.DECIDE ? 1 : Long.MAX_VALUE)
                .toList();
        if (node.kind == Kind.DECIDE) {
            node.flows.stream()
                    .filter(flow -> flow.condition() != null)
                    .flatMap(flow -> flow.condition().variables().stream())
                    .filter(models::readsOnce)
                    .forEach(token.scope::forget);
        }
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
            repetitions.oneIsDone(scope);
            return;
        }
        scope.tokens.remove(token);
        if (scope.tokens.isEmpty()) {
            ended(scope);
        }
    }

    private void ended(Scope scope) {
        var owner = scope.owner;
        wasLoud |= owner == null;
        if (owner == null) {
            scope.end();
            world.processes.remove(scope);
            return;
        }
        if (scope.role == Scope.Role.PROCESS) {
            owner.node.answers.forEach(answer -> keep(
                    answer.target(),
                    models.reads(answer.target()) ? answer.source().value(scope::variable) : null,
                    owner::set));
        }
        if (scope.role == Scope.Role.SUB_PROCESS && owner.node.undoneBy == null) {
            owner.scope.done.addAll(scope.done);
        }
        scope.end();
        owner.inside.remove(scope);
        if (scope.role == Scope.Role.EVENT) {
            end(owner);
        } else {
            leave(owner);
        }
    }

    private void say(Token token) {
        for (var status : token.node.says) {
            said.add(status);
            world.course.say(status, token.scope.part);
        }
    }

    /** Assigns what the walk needs to know; the rest it forgets. */
    private void assign(List<Assignment> assignments, Token token, Keeper to) {
        for (var assignment : assignments) {
            if (models.reads(assignment.target())) {
                wasLoud = true;
                to.keep(assignment.target(), assignment.source().value(token::variable));
            }
        }
    }

    void keep(String name, Object value, Keeper to) {
        if (models.reads(name)) {
            wasLoud = true;
            to.keep(name, value);
        }
    }

    /** Where a variable goes. */
    @FunctionalInterface
    interface Keeper {
        void keep(String name, Object value);
    }
}
