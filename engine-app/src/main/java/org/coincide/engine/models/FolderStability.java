package org.coincide.engine.models;

import java.time.Duration;
import java.time.Instant;

/** Detects that the files of a folder have not changed for some time, so that no editor is still saving. */
final class FolderStability {

    private final Duration settle;
    private String lastSeen = "";
    private Instant since = Instant.MIN;

    FolderStability(Duration settle) {
        this.settle = settle;
    }

    /** Returns whether the files have not changed for the settling time. */
    boolean isStable(ModelFolder files, Instant now) {
        String seen = files.fingerprint();
        if (!seen.equals(lastSeen)) {
            lastSeen = seen;
            since = now;
        }
        return !now.isBefore(since.plus(settle));
    }
}
