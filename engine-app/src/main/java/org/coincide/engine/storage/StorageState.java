package org.coincide.engine.storage;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** The state of the data directory: writable, or the cause why not. Stores ask before each write. */
@Component
public final class StorageState {

    private final AtomicReference<String> refusal = new AtomicReference<>();

    /** The cause for which nothing may be stored at the moment, or empty. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal.get());
    }

    /** Sets the cause; returns true if the data directory was writable before and is not now, or the reverse. */
    boolean change(Optional<String> cause) {
        return (refusal.getAndSet(cause.orElse(null)) == null) != cause.isEmpty();
    }
}
