package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One trade at one moment: its processes, and how far its events have moved it. */
final class World {

    final List<Scope> processes = new ArrayList<>();
    final Values<Integer> started;
    final Course course;
    int lastId;

    World() {
        this(new Course(), new Values<>());
    }

    private World(Course course, Values<Integer> started) {
        this.course = course;
        this.started = started;
    }

    World copy() {
        var copy = new World(course.copy(), started.copy());
        copy.lastId = lastId;
        for (var process : processes) {
            copy.processes.add(process.copy(null));
        }
        return copy;
    }

    Stream<Scope> scopes() {
        var all = new ArrayList<Scope>();
        processes.forEach(process -> collect(process, all));
        return all.stream();
    }

    private static void collect(Scope scope, List<Scope> all) {
        all.add(scope);
        for (var token : scope.tokens) {
            for (var inside : token.inside) {
                collect(inside, all);
            }
        }
    }

    Stream<Token> tokens() {
        return scopes().flatMap(scope -> scope.tokens.stream());
    }

    Token token(int id) {
        return tokens().filter(token -> token.id == id).findFirst().orElseThrow();
    }

    Scope scope(int id) {
        return scopes().filter(scope -> scope.id == id).findFirst().orElseThrow();
    }

    /** How much is done that could be undone. */
    long done() {
        return scopes().mapToLong(scope -> scope.done.size()).sum();
    }

    boolean hasEnded() {
        return processes.isEmpty();
    }
}
