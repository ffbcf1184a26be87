package org.coincide.engine.trade;

/**
 * Who brought a change about.
 *
 * @param name the element of the model, the operator's user id, or the client's id
 * @param process by which version of a model it happened; null where it was none
 */
public record Actor(Kind kind, String name, ProcessVersion process) {

    public Actor(Kind kind, String name) {
        this(kind, name, null);
    }

    /** As the contract names them. */
    public enum Kind {
        PROCESS,
        OPERATOR,
        CLIENT
    }
}
