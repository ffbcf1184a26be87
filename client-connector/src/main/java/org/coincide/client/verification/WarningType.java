package org.coincide.client.verification;

/** Types of warnings, in the order of the checks. */
public enum WarningType {
    /** The message has no signature. */
    UNSIGNED,
    /** The signature does not belong to the message, or is not one of this contract. */
    BAD_SIGNATURE,
    /** The message is signed with a key that this client does not trust. */
    UNKNOWN_KEY,
    /** The message names another server as its source. */
    WRONG_SERVER,
    /** The body is not a message of this contract. */
    SCHEMA_INVALID,
    /** The message names another client. */
    WRONG_CLIENT,
    /** Trading information or a refusal for an order reference that this client has not sent. */
    UNKNOWN_ORDER,
    /** A refusal or an effect of a request that this client has not made, or a refusal that names no request. */
    UNKNOWN_REQUEST,
    /** The contents or the digest of trading information differ from the sent order. */
    CONTENT_MISMATCH,
    /** Trading processing for a trading identifier that is not in the ledger. */
    UNKNOWN_TRADE,
    /** The ledger contains a different message with the same sequence. */
    EQUIVOCATION,
    /** The sequence is higher than the next one; an earlier message is missing. */
    SEQUENCE_GAP,
    /** The message does not refer to the trade's preceding message as it is in the ledger. */
    CHAIN_BROKEN,
    /** The page of a required action is not one of the payment provider. */
    UNTRUSTED_ACTION,
    /** A time that is far from this client's clock. */
    TIME_OUT_OF_BOUNDS,
    /** A status that this version does not support. */
    UNKNOWN_STATUS,
    /** The lifecycle does not allow the transition from the stored status. */
    ILLEGAL_TRANSITION,
    /** Quantities or amounts contradict each other or the ledger. */
    INVARIANT_BROKEN,
    /** A change other than a return or a refund after the trade was closed. */
    AFTER_CLOSE,
    /** A statement lacks a trade that the ledger contains. */
    TRADE_DENIED,
    /** Processing the message failed repeatedly in this client. Not a warning type of the contract. */
    UNPROCESSABLE;

    /** Returns true if the message can become coincident when an earlier message arrives. */
    public boolean waits() {
        return this == UNKNOWN_TRADE || this == SEQUENCE_GAP;
    }
}
