package org.coincide.processes.paths.expression;

import java.io.Serial;

/** Signals that a path breaks a rule. The exploration does not follow that path any further. */
public final class PathViolationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public PathViolationException(String message) {
        super(message, null, false, false);
    }
}
