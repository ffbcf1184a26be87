package org.coincide.client.signatures;

/** Start-up failure: no key of the server is pinned, or a key cannot be read. */
public final class KeyConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    public KeyConfigurationException(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** The remedy. */
    public String action() {
        return action;
    }
}
