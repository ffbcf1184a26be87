package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.coincide.processes.checks.contract.Status;

/** One trade at one moment: its processes, and how far its events have moved it. */
final class World {

    final List<Scope> processes = new ArrayList<>();
    private final Courses courses;
    Values<Integer> started;
    Course course;
    int lastId;

    World() {
        this(new Courses(), new Course(), Values.none());
    }

    private World(Courses courses, Course course, Values<Integer> started) {
        this.courses = courses;
        this.course = course;
        this.started = started;
    }

    World copy() {
        var copy = new World(courses, course, started);
        copy.lastId = lastId;
        for (var process : processes) {
            copy.processes.add(process.copy(null));
        }
        return copy;
    }

    /** @param part of which part an event says it; null for the whole */
    void say(Status said, Integer part) {
        course = courses.after(course, said, part);
    }

    /** From here on the trade is in so many parts. */
    void split(int count) {
        course = course.copy();
        course.split(count);
    }

    List<Scope> scopes() {
        var all = new ArrayList<Scope>();
        for (var process : processes) {
            collect(process, all);
        }
        return all;
    }

    private static void collect(Scope scope, List<Scope> all) {
        all.add(scope);
        for (var token : scope.tokens) {
            for (var inside : token.inside) {
                collect(inside, all);
            }
        }
    }

    List<Token> tokens() {
        var all = new ArrayList<Token>();
        for (var scope : scopes()) {
            all.addAll(scope.tokens);
        }
        return all;
    }

    Token token(int id) {
        for (var process : processes) {
            var token = process.token(id);
            if (token != null) {
                return token;
            }
        }
        throw new NoSuchElementException("token " + id);
    }

    Scope scope(int id) {
        for (var scope : scopes()) {
            if (scope.id == id) {
                return scope;
            }
        }
        throw new NoSuchElementException("scope " + id);
    }

    /** How much is done that could be undone. */
    int done() {
        var sum = 0;
        for (var process : processes) {
            sum += process.allDone();
        }
        return sum;
    }

    boolean hasEnded() {
        return processes.isEmpty();
    }
}
