package org.coincide.client.broker;

/** Start-up failure: the client's identifier or secret is not configured. */
class ClientAccountException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    ClientAccountException(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
