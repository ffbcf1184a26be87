package org.coincide.processes.checks.paths;

import java.io.Serial;

/** Something on a path that may not be: the path ends there. */
final class ObjectionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ObjectionException(String message) {
        super(message, null, false, false);
    }
}
