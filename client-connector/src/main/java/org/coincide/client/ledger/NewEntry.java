package org.coincide.client.ledger;

import java.time.Instant;

/**
 * An entry that is ready to be appended to the ledger.
 *
 * @param signature the sender's signature of the body: this client's of an order or a request, otherwise the server's; null for none
 */
public record NewEntry(EntryKind kind, Instant recordedAt, String body, String signature) {

    /** Creates an entry without a signature. */
    public NewEntry(EntryKind kind, Instant recordedAt, String body) {
        this(kind, recordedAt, body, null);
    }
}
