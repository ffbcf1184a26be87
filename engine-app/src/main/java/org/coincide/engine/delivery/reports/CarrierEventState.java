package org.coincide.engine.delivery.reports;

/** State of a reported event. */
enum CarrierEventState {
    /** The consignment has moved by it. */
    APPLIED,
    /** The process does not wait for it yet. */
    KEPT,
    /** Stale: a later event came first, or contradicts it. Operators can see it; nothing follows. */
    PASSED_OVER,
    /** No consignment has this tracking number (yet). */
    UNKNOWN
}
