package org.coincide.client.integrity;

import java.time.Instant;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerHead;

/**
 * Heads of the ledger that are stored outside of the database.
 *
 * @param entry the last entry when the anchor was written
 * @param verified the last entry up to which the whole ledger was verified without a finding
 * @param verifiedAt end of the last verification of the whole ledger; null before the first one
 */
record Anchor(LedgerHead entry, LedgerHead verified, Instant verifiedAt) {

    static final Anchor NONE =
            new Anchor(new LedgerHead(0, LedgerEntry.START), new LedgerHead(0, LedgerEntry.START), null);

    Anchor withEntry(LedgerHead head) {
        return new Anchor(head, verified, verifiedAt);
    }

    Anchor withVerified(LedgerHead head, Instant at) {
        return new Anchor(entry, head, at);
    }
}
