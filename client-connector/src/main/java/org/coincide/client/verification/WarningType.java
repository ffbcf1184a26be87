package org.coincide.client.verification;

/** What can be wrong with a message, in the order in which it is looked for. */
public enum WarningType {
    /** The body is not a message of this contract. */
    SCHEMA_INVALID,
    /** It names another client. */
    WRONG_CLIENT,
    /** Information (or a refusal) for an order reference that this client never sent. */
    UNKNOWN_ORDER,
    /** The information's contents or digest differ from the order that this client sent. */
    CONTENT_MISMATCH,
    /** Processing for a trading identifier that is not in the ledger. */
    UNKNOWN_TRADE,
    /** A sequence already held, with other content. */
    EQUIVOCATION,
    /** Later than the next sequence. */
    SEQUENCE_GAP,
    /** A status that this version does not know. */
    UNKNOWN_STATUS,
    /** The lifecycle does not allow the step from the stored status. */
    ILLEGAL_TRANSITION,
    /** Quantities or amounts contradict each other or what is stored. */
    INVARIANT_BROKEN,
    /** Anything but a return or refund after the trade closed. */
    AFTER_CLOSE,
    /** Not of the contract: a message at which this client itself keeps failing. */
    UNPROCESSABLE;

    /** Whether a message with this warning may yet turn out coincident, when what it waits for has come. */
    public boolean waits() {
        return this == UNKNOWN_TRADE || this == SEQUENCE_GAP;
    }
}
