package org.coincide.processes.checks.paths;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;

/**
 * Values by name, in the order of the names. A copy shares what it holds until one of the two is written to: worlds are copied at
 * each step, and few of their values change.
 */
final class Values<V> {

    private Map<String, V> held;

    Values() {
        this(Map.of());
    }

    private Values(Map<String, V> held) {
        this.held = held;
    }

    Values<V> copy() {
        return new Values<>(held);
    }

    boolean containsKey(String name) {
        return held.containsKey(name);
    }

    V get(String name) {
        return held.get(name);
    }

    V getOrDefault(String name, V otherwise) {
        return held.getOrDefault(name, otherwise);
    }

    void put(String name, V value) {
        var changed = new TreeMap<>(held);
        changed.put(name, value);
        held = changed;
    }

    void merge(String name, V value, BinaryOperator<V> both) {
        put(name, held.containsKey(name) ? both.apply(held.get(name), value) : value);
    }

    void remove(String name) {
        if (held.containsKey(name)) {
            var changed = new TreeMap<>(held);
            changed.remove(name);
            held = changed;
        }
    }

    void clear() {
        held = Map.of();
    }

    void forEach(BiConsumer<String, V> action) {
        held.forEach(action);
    }
}
