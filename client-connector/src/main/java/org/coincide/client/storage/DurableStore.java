package org.coincide.client.storage;

import java.util.Optional;

/** A store that {@link StorageMonitor} supervises. */
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
}
