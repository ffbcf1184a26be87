package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One trade at one moment: its processes, and how far its events have moved it. */
final class World {

    final List<Scope> processes = new ArrayList<>();
    final Map<String, Integer> started = new TreeMap<>();
    final Course course;
    int lastId;

    World() {
        this(new Course());
    }

    private World(Course course) {
        this.course = course;
    }

    World copy() {
        var copy = new World(course.copy());
        copy.started.putAll(started);
        copy.lastId = lastId;
        processes.forEach(process -> copy.processes.add(process.copy(null)));
        return copy;
    }

    Stream<Scope> scopes() {
        return processes.stream().flatMap(World::scopes);
    }

    private static Stream<Scope> scopes(Scope scope) {
        var inside =
                scope.tokens.stream().flatMap(token -> token.inside.stream().flatMap(World::scopes));
        return Stream.concat(Stream.of(scope), inside);
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

    /** The same text for all worlds from which the same can follow. */
    String key() {
        return new Key(this).text();
    }
}
