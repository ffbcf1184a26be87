package org.coincide.engine.adapters;

/**
 * Outcome of a report from outside: of a payment provider, a bank or a carrier. A report is stored together with its outcome, under
 * the identifier that the sender gave it, so that a duplicate has no effect.
 */
public enum ReportOutcome {
    /** The report is stored, and the server acts on it. */
    ACCEPTED,
    /** The same report was stored earlier. Nothing has changed. */
    DUPLICATE,
    /** The report is stored, but it changes nothing: the trade has moved on. */
    NOT_EXPECTED,
    /** The report names a payment, an invoice or a parcel that the server does not have (yet). */
    UNKNOWN,
    /** The identifier belongs to another report. Nothing has changed. */
    CONFLICTING,
    /** The server cannot apply the report at the moment, and stores nothing of it. The sender must send it again. */
    RETRY;

    /** Returns whether the sender must not send the report again. */
    public boolean isFinal() {
        return this != UNKNOWN && this != RETRY;
    }
}
