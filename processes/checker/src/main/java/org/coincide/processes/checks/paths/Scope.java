package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is alive of a process or a sub-process: its tokens, its variables, and what it has done that can be undone. */
final class Scope {

    /** What ends with it. */
    enum Role {
        PROCESS,
        SUB_PROCESS,
        EVENT,
        REPETITION,
        UNDOING
    }

    final int id;
    final Role role;
    final Block block;
    /** The token that waits for it; null for a process that the server started. */
    final Token owner;
    /** The part of the trade that it is about; null for the whole. */
    Integer part;

    Values<Object> variables = Values.none();
    List<Token> tokens = new ArrayList<>(2);
    /** Activities that are done and have something that undoes them, the oldest first. */
    List<Node> done = List.of();

    Values<Integer> fired = Values.none();
    boolean interrupted;
    private boolean ended;

    Scope(int id, Role role, Block block, Token owner) {
        this.id = id;
        this.role = role;
        this.block = block;
        this.owner = owner;
        this.part = owner == null ? null : owner.scope.part;
    }

    Scope copy(Token to) {
        var copy = new Scope(id, role, block, to);
        copy.part = part;
        copy.variables = variables;
        copy.done = done;
        copy.fired = fired;
        copy.interrupted = interrupted;
        for (var token : tokens) {
            copy.tokens.add(token.copy(copy));
        }
        return copy;
    }

    /**
     * Whether this is about a part that only goes its ordinary way: all parts but the first. What could go wrong with it goes wrong
     * with the first, and how parts come together cannot be illegal.
     */
    boolean isOrdinary() {
        return part != null && part > 0;
    }

    boolean isAlive() {
        return !ended && (owner == null || owner.inside.contains(this) && owner.isAlive());
    }

    void end() {
        ended = true;
        tokens.clear();
    }

    /** The token of this id, here or further inside; null where there is none. */
    Token token(int id) {
        for (var token : tokens) {
            var found = token.id == id ? token : token.inside(id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** How much is done, here and further inside, that could be undone. */
    int allDone() {
        var sum = done.size();
        for (var token : tokens) {
            for (var inside : token.inside) {
                sum += inside.allDone();
            }
        }
        return sum;
    }

    boolean isProcess() {
        return role == Role.PROCESS;
    }

    /** The process that it belongs to. */
    Scope process() {
        return isProcess() ? this : owner.scope.process();
    }

    boolean hasSeveralTokens() {
        if (tokens.size() > 1) {
            return true;
        }
        for (var token : tokens) {
            for (var inside : token.inside) {
                if (inside.hasSeveralTokens()) {
                    return true;
                }
            }
        }
        return false;
    }

    Object variable(String name) {
        if (variables.has(name)) {
            return variables.get(name);
        }
        return isProcess() ? Variables.MISSING : owner.variable(name);
    }

    /** These activities are done, and have something that undoes them. */
    void isDone(List<Node> activities) {
        done = Stream.concat(done.stream(), activities.stream()).toList();
    }

    void put(String name, Object value) {
        variables = variables.with(name, value);
    }

    void forget(String name) {
        variables = variables.without(name);
        if (!isProcess()) {
            owner.scope.forget(name);
        }
    }

    /** Where the engine puts a variable: where there is one of that name, else at the process. */
    void set(String name, Object value) {
        if (isProcess() || variables.has(name)) {
            put(name, value);
        } else {
            owner.set(name, value);
        }
    }
}
