package org.coincide.processes.paths.hash;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An immutable map, sorted by name, with a cached hash. States share these maps, since a step changes few of them. */
public final class HashedMap<V> {

    private static final HashedMap<?> EMPTY = new HashedMap<>(Map.of());

    private final Map<String, V> entries;
    private Hash hash;

    private HashedMap(Map<String, V> entries) {
        this.entries = entries;
    }

    @SuppressWarnings("unchecked")
    public static <V> HashedMap<V> empty() {
        return (HashedMap<V>) EMPTY;
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The names, in their order. */
    public Set<String> names() {
        return entries.keySet();
    }

    public V get(String name) {
        return entries.get(name);
    }

    public V getOrDefault(String name, V fallback) {
        return entries.getOrDefault(name, fallback);
    }

    public HashedMap<V> with(String name, V value) {
        var changed = new TreeMap<>(entries);
        changed.put(name, value);
        return new HashedMap<>(changed);
    }

    public HashedMap<V> without(String name) {
        if (!entries.containsKey(name)) {
            return this;
        }
        var changed = new TreeMap<>(entries);
        changed.remove(name);
        return new HashedMap<>(changed);
    }

    /** Equal for equal entries. */
    public Hash hash() {
        if (hash == null) {
            var builder = new HashBuilder();
            entries.forEach((name, value) -> builder.add(name).add(value));
            hash = builder.build();
        }
        return hash;
    }
}
