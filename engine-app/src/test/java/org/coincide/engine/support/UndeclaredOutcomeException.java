package org.coincide.engine.support;

import java.io.Serial;

/** Signals that a bean does what its annotations do not declare. */
final class UndeclaredOutcomeException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    UndeclaredOutcomeException(String message) {
        super(message);
    }
}
