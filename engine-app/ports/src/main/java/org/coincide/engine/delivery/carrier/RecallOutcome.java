package org.coincide.engine.delivery.carrier;

/** Outcome of a recall. */
public sealed interface RecallOutcome {

    /** The carrier tries to bring the parcel back. */
    record Accepted() implements RecallOutcome {}

    /**
     * The carrier cannot bring the parcel back.
     *
     * @param reason for the operator
     */
    record Refused(String reason) implements RecallOutcome {}
}
