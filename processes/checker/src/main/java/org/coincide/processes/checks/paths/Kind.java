package org.coincide.processes.checks.paths;

/** What a token does where it stands. */
enum Kind {
    /** Goes through: a plain event, a manual task, the end of a flow. */
    PASS,
    DECIDE,
    FORK_OR_JOIN,
    /** Waits for whichever of the events behind it comes first. */
    AWAIT_ONE,
    /** Has a bean or a decision table do something. */
    WORK,
    /** Waits for a person. */
    PERSON,
    /** Waits for a message or a timer. */
    AWAIT,
    CALL,
    INSIDE,
    /** Starts by an event of its own, never by a flow. */
    EVENT_INSIDE,
    RAISE_ERROR,
    ESCALATE,
    COMPENSATE,
    TERMINATE,
    /** Stands at another activity's edge. */
    BOUNDARY,
    /** Something that this walk cannot follow, which is an objection of its own. */
    UNKNOWN
}
