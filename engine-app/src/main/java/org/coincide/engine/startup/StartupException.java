package org.coincide.engine.startup;

/** Signals that the configuration prevents the start. Shown as description and remedy, without a stack trace. */
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

    /** The remedy. */
    public String action() {
        return action;
    }
}
