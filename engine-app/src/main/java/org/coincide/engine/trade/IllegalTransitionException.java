package org.coincide.engine.trade;

/**
 * Signals that a process attempted a step that the contract does not allow. The transaction fails, the process gets an incident,
 * and nothing is published to the client.
 */
public class IllegalTransitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IllegalTransitionException(String message) {
        super(message);
    }
}
