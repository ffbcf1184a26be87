package org.coincide.engine.trade;

/**
 * A process wanted a step that the contract forbids: it fails the transaction, shows as an incident, and the client
 * never sees it.
 */
public class IllegalMoveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IllegalMoveException(String message) {
        super(message);
    }
}
