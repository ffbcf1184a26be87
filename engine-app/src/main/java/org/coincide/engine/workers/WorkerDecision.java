package org.coincide.engine.workers;

import org.springframework.http.HttpStatus;

/** The decision on a request of a worker. */
public sealed interface WorkerDecision {

    /** The engine's REST API answers the request. */
    record Allowed() implements WorkerDecision {}

    /** The request is refused. */
    record Refused(HttpStatus status, String detail) implements WorkerDecision {}

    /** The server itself answers the request. */
    record Answered(Object body) implements WorkerDecision {}
}
