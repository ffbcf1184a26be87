package org.coincide.engine.storage;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** The state of the data directory: writable, or the cause why not. Stores ask before each write. */
@Component
public final class StorageState {

    private final AtomicReference<String> refusal = new AtomicReference<>();
    private final ThreadLocal<Boolean> recovering = ThreadLocal.withInitial(() -> false);

    /** The cause for which nothing may be stored at the moment, or empty. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal.get());
    }

    /** The cause for which the present thread may store nothing, or empty: the recovery of a store may write to the others. */
    public Optional<String> refusalOfWrites() {
        return recovering.get() ? Optional.empty() : refusal();
    }

    /** Recovers a store. The broker's recovery, for one, stores in the database which messages it must send again. */
    void recover(DurableStore store) throws Exception {
        recovering.set(true);
        try {
            store.recover();
        } finally {
            recovering.remove();
        }
    }

    /** Sets the cause; returns true if the data directory was writable before and is not now, or the reverse. */
    boolean change(Optional<String> cause) {
        return (refusal.getAndSet(cause.orElse(null)) == null) != cause.isEmpty();
    }
}
