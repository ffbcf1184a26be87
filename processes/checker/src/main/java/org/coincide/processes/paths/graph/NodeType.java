package org.coincide.processes.paths.graph;

/** The behaviour of a token at a node. */
public enum NodeType {
    /** Passes at once: a plain event, a manual task. */
    PASS_THROUGH,
    EXCLUSIVE_GATEWAY,
    PARALLEL_GATEWAY,
    EVENT_BASED_GATEWAY,
    /** Runs a delegate or a decision table. */
    SERVICE,
    /** Waits for a person, or as an external task for a worker. */
    USER_TASK,
    /** Waits for a message or a timer. */
    CATCH_EVENT,
    CALL_ACTIVITY,
    SUB_PROCESS,
    EVENT_SUB_PROCESS,
    ERROR,
    ESCALATION,
    COMPENSATION,
    TERMINATE,
    BOUNDARY_EVENT,
    /** The path check does not support the element and reports it. */
    UNSUPPORTED
}
