package org.coincide.engine.models;

import java.time.Duration;
import java.time.Instant;

/** Tells a folder that has changed and lies still from one in which somebody is saving. */
final class FolderStability {

    private final Duration settle;
    private String lastSeen = "";
    private Instant since = Instant.MIN;

    FolderStability(Duration settle) {
        this.settle = settle;
    }

    /** Whether the files are as they were at the last looks, for long enough. */
    boolean liesStill(ModelFiles files, Instant now) {
        String seen = files.fingerprint();
        if (!seen.equals(lastSeen)) {
            lastSeen = seen;
            since = now;
        }
        return !now.isBefore(since.plus(settle));
    }
}
