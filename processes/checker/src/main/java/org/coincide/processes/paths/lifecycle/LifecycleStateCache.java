package org.coincide.processes.paths.lifecycle;

import java.util.HashMap;
import java.util.Map;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.paths.hash.Hash;

/** Caches successors: each status is applied once to equal lifecycle states. */
public final class LifecycleStateCache {

    private record Key(Hash before, DeclaredStatus status, Integer part) {}

    private final Map<Key, LifecycleState> successors = new HashMap<>();

    /** @throws org.coincide.processes.paths.expression.PathViolationException if the contract forbids the change */
    public LifecycleState apply(LifecycleState before, DeclaredStatus status, Integer part) {
        return successors.computeIfAbsent(new Key(before.hash(), status, part), key -> {
            var after = before.copy();
            after.apply(status, part);
            return after;
        });
    }
}
