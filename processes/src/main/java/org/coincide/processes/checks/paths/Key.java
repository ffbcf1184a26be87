package org.coincide.processes.checks.paths;

import java.util.List;
import java.util.function.BiConsumer;

/** Writes a world down so that two from which the same can follow read the same, whatever came before. */
final class Key {

    private final World world;

    Key(World world) {
        this.world = world;
    }

    String text() {
        var text = new StringBuilder(200);
        text.append(world.course.key());
        add(world.started, text);
        addSorted(world.processes, Key::add, text);
        return text.toString();
    }

    private static void add(Scope scope, StringBuilder text) {
        text.append(scope.role.ordinal());
        if (scope.part != null) {
            text.append('#').append(scope.part);
        }
        if (scope.interrupted) {
            text.append('!');
        }
        add(scope.variables, text);
        add(scope.fired, text);
        scope.done.forEach(node -> text.append('~').append(node.id));
        addSorted(scope.tokens, Key::add, text);
    }

    private static void add(Token token, StringBuilder text) {
        text.append(token.node.id).append('.').append(token.mode.ordinal());
        if (token.single) {
            text.append('s');
        }
        if (token.toCome > 0) {
            text.append('+').append(token.toCome);
        }
        add(token.variables, text);
        add(token.fired, text);
        addSorted(token.inside, Key::add, text);
    }

    private static void add(Values<?> values, StringBuilder text) {
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append(';'));
        text.append('|');
    }

    private static <T> void addSorted(List<T> all, BiConsumer<T, StringBuilder> add, StringBuilder text) {
        text.append('(');
        if (all.size() == 1) {
            add.accept(all.get(0), text);
        } else if (!all.isEmpty()) {
            all.stream().map(one -> text(one, add)).sorted().forEach(one -> text.append(one)
                    .append(','));
        }
        text.append(')');
    }

    private static <T> String text(T one, BiConsumer<T, StringBuilder> add) {
        var text = new StringBuilder();
        add.accept(one, text);
        return text.toString();
    }
}
