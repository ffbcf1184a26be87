package org.coincide.client.ledger;

/** Kinds of ledger entries, by the contents of their bodies. */
public enum EntryKind {
    /** An order of this client, as sent. */
    ORDER,
    /** A user's request about a trade, as sent. */
    REQUEST,
    /** A verified message about a trade, as received. */
    MESSAGE,
    /** The server's refusal of an order or a request, as received. */
    REFUSAL,
    /** A person's decision between two messages with one sequence. */
    SETTLEMENT,
    /** The removal of a closed trade by the retention, signed by this client. */
    REMOVAL
}
