package org.coincide.engine.trade;

/**
 * Who brought a change about.
 *
 * @param name the element of the model, the operator's user id, or the client's id
 */
public record Actor(Kind kind, String name) {

    /** As the contract names them. */
    public enum Kind {
        PROCESS,
        OPERATOR,
        CLIENT
    }
}
