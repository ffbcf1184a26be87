package org.coincide.processes.checks.paths;

import java.util.Map;
import java.util.TreeMap;

/** Values by name, in the order of the names. They do not change: worlds share them, for at each step few of them become others. */
final class Values<V> {

    private static final Values<?> NONE = new Values<>(Map.of());

    private final Map<String, V> held;
    private Key key;

    private Values(Map<String, V> held) {
        this.held = held;
    }

    @SuppressWarnings("unchecked")
    static <V> Values<V> none() {
        return (Values<V>) NONE;
    }

    boolean has(String name) {
        return held.containsKey(name);
    }

    V get(String name) {
        return held.get(name);
    }

    V getOrDefault(String name, V otherwise) {
        return held.getOrDefault(name, otherwise);
    }

    Values<V> with(String name, V value) {
        var changed = new TreeMap<>(held);
        changed.put(name, value);
        return new Values<>(changed);
    }

    Values<V> without(String name) {
        if (!held.containsKey(name)) {
            return this;
        }
        var changed = new TreeMap<>(held);
        changed.remove(name);
        return new Values<>(changed);
    }

    /** The same for the same values. */
    Key key() {
        if (key == null) {
            var print = new Fingerprint();
            held.forEach((name, value) -> print.add(name).add(value));
            key = print.key();
        }
        return key;
    }
}
