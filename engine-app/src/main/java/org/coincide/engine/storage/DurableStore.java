package org.coincide.engine.storage;

import java.util.Optional;

/** A store in the data directory that {@link StorageMonitor} supervises. */
public interface DurableStore {

    /** The store's name in logs and health. */
    String name();

    /** The cause for which the store cannot be written, or empty. */
    Optional<String> failure();

    /**
     * Recovers from a failure; called repeatedly while there is one and the disk has space.
     *
     * @throws Exception if the store still cannot be written
     */
    void recover() throws Exception;

    /**
     * Looks for what has gone wrong without a failed write, and repairs it; called at each check of the disk.
     *
     * @throws Exception if the look fails; the next one may succeed
     */
    default void check() throws Exception {}
}
