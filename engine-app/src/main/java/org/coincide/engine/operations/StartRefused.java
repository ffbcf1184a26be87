package org.coincide.engine.operations;

/** The server cannot start as it is set up; says what is wrong and what to do, for a person, without a stack trace. */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    public StartRefused(String description, String action) {
        this(description, action, null);
    }

    public StartRefused(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
