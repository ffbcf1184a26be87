package org.coincide.client.ledger;

import java.time.Instant;

/**
 * An entry that is ready to be appended to the ledger.
 *
 * @param signature the server's signature of the body; null for none
 */
public record NewEntry(EntryKind kind, Instant recordedAt, String body, String signature) {

    /** Creates an entry without a signature. */
    public NewEntry(EntryKind kind, Instant recordedAt, String body) {
        this(kind, recordedAt, body, null);
    }
}
