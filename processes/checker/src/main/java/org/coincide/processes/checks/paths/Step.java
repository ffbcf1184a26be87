package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;
import org.coincide.processes.checks.contract.Status;

/** One step of a trade, written down as it is taken: what events say, how work turns out, which elements are passed. */
final class Step {

    /** More than any model has between two wait states. */
    private static final int MOST_ELEMENTS = 1000;

    final World world;
    final Landscape models;
    private final Choices choices;
    private final List<Status> said = new ArrayList<>(2);
    private final List<Outcome> taken = new ArrayList<>(2);
    private boolean loud;
    private int elements;
    private Node at;

    Step(World world, Landscape models, Choices choices) {
        this.world = world;
        this.models = models;
        this.choices = choices;
    }

    /** What events said. */
    List<Status> said() {
        return said;
    }

    /** How work turned out. */
    List<Outcome> taken() {
        return taken;
    }

    /** Whether nothing was done but to move a token: no word, no choice, no variable, no process begun or ended. */
    boolean isQuiet() {
        return said.isEmpty() && !loud;
    }

    /** Others may notice it. */
    void isHeard() {
        loud = true;
    }

    /** The element that was come by last; null before the first. */
    Node at() {
        return at;
    }

    void comeTo(Node node) {
        at = node;
    }

    /** A token arrives here. */
    void arriveAt(Node node) {
        at = node;
        if (++elements > MOST_ELEMENTS) {
            throw new ObjectionException("runs in a circle and never waits");
        }
    }

    void pass(Node node) {
        node.passed = true;
    }

    Outcome take(List<Outcome> possible) {
        var outcome = possible.isEmpty() ? Outcome.PASSES : choices.oneOf(possible);
        taken.add(outcome);
        return outcome;
    }

    void say(Token token) {
        for (var status : token.node.says) {
            said.add(status);
            world.say(status, token.scope.part);
        }
    }

    /** Hands variables on. */
    void assign(List<Assignment> assignments, Token token, Keeper to) {
        for (var assignment : assignments) {
            loud = true;
            to.keep(assignment.target(), assignment.source().value(token::variable));
        }
    }

    /** Keeps what the walk needs to know; the rest it forgets. */
    void keep(String name, Object value, Keeper to) {
        if (models.reads(name)) {
            loud = true;
            to.keep(name, value);
        }
    }

    int newId() {
        return ++world.lastId;
    }

    Token newToken(Scope scope, Node node) {
        var token = new Token(newId(), scope, node);
        scope.tokens.add(token);
        return token;
    }

    /** Where a variable goes. */
    @FunctionalInterface
    interface Keeper {
        void keep(String name, Object value);
    }
}
