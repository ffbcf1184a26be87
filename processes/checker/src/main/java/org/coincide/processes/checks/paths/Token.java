package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;

/** Where one strand of a process stands. */
final class Token {

    /** What it waits for. */
    enum Mode {
        MOVING,
        JOB_BEFORE,
        JOB_AFTER,
        /** At a task or event that something from outside lets go on. */
        AWAITING,
        JOINING,
        /** Until what is inside has ended: a called process, a sub-process, repetitions, what is being undone. */
        INSIDE
    }

    final int id;
    Scope scope;
    Node node;
    Mode mode = Mode.MOVING;
    /** One of several repetitions, or what undoes something: it does the work itself and is not repeated. */
    boolean single;

    Values<Object> variables = Values.none();
    List<Scope> inside = List.of();
    Values<Integer> fired = Values.none();
    /** Of a repetition one by one: how many are still to come. */
    int toCome;

    Token(int id, Scope scope, Node node) {
        this.id = id;
        this.scope = scope;
        this.node = node;
    }

    boolean isAlive() {
        return scope.tokens.contains(this) && scope.isAlive();
    }

    Token copy(Scope to) {
        var copy = new Token(id, to, node);
        copy.mode = mode;
        copy.single = single;
        copy.variables = variables;
        copy.fired = fired;
        copy.toCome = toCome;
        for (var scope : inside) {
            copy.hold(scope.copy(copy));
        }
        return copy;
    }

    /** The token of this id inside of this one; null where there is none. */
    Token inside(int id) {
        for (var scope : inside) {
            var found = scope.token(id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Waits for what is inside. */
    void hold(Scope scope) {
        if (inside.isEmpty()) {
            inside = new ArrayList<>(2);
        }
        inside.add(scope);
    }

    /** What was inside has ended. */
    void letGo(Scope scope) {
        if (!inside.isEmpty()) {
            inside.remove(scope);
        }
    }

    /** It goes on, and takes nothing with it. */
    void forget() {
        variables = Values.none();
        fired = Values.none();
        inside = List.of();
    }

    Object variable(String name) {
        return variables.has(name) ? variables.get(name) : scope.variable(name);
    }

    void put(String name, Object value) {
        variables = variables.with(name, value);
    }

    /** Where the engine puts a variable: where there is one of that name, else at the process. */
    void set(String name, Object value) {
        if (variables.has(name)) {
            put(name, value);
        } else {
            scope.set(name, value);
        }
    }
}
