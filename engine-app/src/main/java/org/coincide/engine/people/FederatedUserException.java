package org.coincide.engine.people;

/** The name of a user of an identity provider cannot be a user of Camunda. */
public final class FederatedUserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FederatedUserException(String message) {
        super(message);
    }
}
