package org.coincide.client.web.login;

/** Signals that the file with the local account cannot be used. */
public final class LoginFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    LoginFileException(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
