package org.coincide.processes.paths.graph;

import java.io.Serial;

/** Signals that the path check cannot read a model. */
public final class UnsupportedModelException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String element;

    UnsupportedModelException(String file, String element, String message) {
        super(message);
        this.file = file;
        this.element = element;
    }

    public String file() {
        return file;
    }

    public String element() {
        return element;
    }
}
