package org.coincide.client.broker;

/** The client cannot start because it does not know who it is. */
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
