package org.coincide.engine.trade;

/**
 * The originator of a status change.
 *
 * @param name id of the model's element, the operator's user id, or the client's id
 * @param process version of the model; null if no process was involved
 */
public record Actor(Kind kind, String name, ProcessVersion process) {

    public Actor(Kind kind, String name) {
        this(kind, name, null);
    }

    /** The kinds of actors of the contract. */
    public enum Kind {
        PROCESS,
        OPERATOR,
        CLIENT
    }

    /**
     * The version of the model of a process instance.
     *
     * @param definition key of the process, such as {@code delivery}
     * @param version version number, which the engine counts from 1 with each deployed change
     * @param versionTag version tag that the model's editor assigned; may be null
     */
    public record ProcessVersion(String definition, int version, String versionTag) {}
}
