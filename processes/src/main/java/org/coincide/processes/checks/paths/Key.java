package org.coincide.processes.checks.paths;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a world down so that two from which the same can follow read the same, whatever came before. */
final class Key {

    private final World world;

    Key(World world) {
        this.world = world;
    }

    String text() {
        return world.course.key()
                + world.started
                + sorted(world.processes.stream().map(this::text));
    }

    private String text(Scope scope) {
        var part = scope.part == null ? "" : "#" + scope.part;
        return part
                + (scope.interrupted ? "!" : "")
                + scope.variables
                + scope.fired
                + scope.done
                + sorted(scope.tokens.stream().map(this::text));
    }

    private String text(Token token) {
        return token.node.id
                + token.mode.ordinal()
                + (token.single ? "s" : "")
                + token.toCome
                + token.variables
                + token.fired
                + sorted(token.inside.stream().map(scope -> scope.role + text(scope)));
    }

    private static String sorted(Stream<String> texts) {
        return texts.sorted().collect(Collectors.joining(",", "(", ")"));
    }
}
