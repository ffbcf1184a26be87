package org.coincide.processes.paths.lifecycle;

import java.util.HashMap;
import java.util.Map;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.paths.hash.Hash;
import org.coincide.processes.server.RecordChange;

/** Caches successors: each status is applied once to equal lifecycle states. */
public final class LifecycleStateCache {

    private record Key(Hash before, DeclaredStatus status, Integer part) {}

    private record Change(Hash before, RecordChange change, Integer part) {}

    private final Map<Key, LifecycleState> successors = new HashMap<>();
    private final Map<Change, LifecycleState> changed = new HashMap<>();

    /** @throws org.coincide.processes.paths.expression.PathViolationException if the contract forbids the change */
    public LifecycleState apply(LifecycleState before, DeclaredStatus status, Integer part) {
        return successors.computeIfAbsent(new Key(before.hash(), status, part), key -> {
            var after = before.copy();
            after.apply(status, part);
            return after;
        });
    }

    /** @throws org.coincide.processes.paths.expression.PathViolationException if the record has another state than the change requires */
    public LifecycleState apply(LifecycleState before, RecordChange change, Integer part) {
        return changed.computeIfAbsent(new Change(before.hash(), change, part), key -> {
            var after = before.copy();
            after.apply(change, part);
            return after;
        });
    }
}
