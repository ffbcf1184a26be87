package org.coincide.processes.checks.paths;

import java.io.Serial;

/** An element that the walk cannot read. */
final class UnreadableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String element;

    UnreadableException(String file, String element, String message) {
        super(message);
        this.file = file;
        this.element = element;
    }

    String file() {
        return file;
    }

    String element() {
        return element;
    }
}
