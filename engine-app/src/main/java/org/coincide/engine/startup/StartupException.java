package org.coincide.engine.startup;

/** The server cannot start as it is set up; says what is wrong and what to do, for a person, without a stack trace. */
public final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    public StartupException(String description, String action) {
        this(description, action, null);
    }

    public StartupException(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
