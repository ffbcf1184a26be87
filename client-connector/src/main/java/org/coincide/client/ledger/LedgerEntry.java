package org.coincide.client.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.coincide.client.contract.CanonicalJson;

/**
 * One entry of the ledger.
 *
 * @param body null if the retention has removed it
 * @param kind name of an {@link EntryKind}; as stored, possibly altered
 * @param signature the sender's signature of the body: this client's of an order or a request, otherwise the server's; null for none
 * @param digest SHA-256 of the body
 * @param head the running head after this entry
 * @param removal number of the entry about the removal of the body; null for an entry with a body
 */
public record LedgerEntry(
        long number,
        String kind,
        Instant recordedAt,
        String body,
        String signature,
        String digest,
        String head,
        Long removal) {

    /** The head before the first entry. */
    public static final String START = "0".repeat(64);

    static LedgerEntry after(LedgerHead before, NewEntry entry) {
        var digest = CanonicalJson.digest(entry.body());
        var at = entry.recordedAt().truncatedTo(ChronoUnit.MICROS);
        long number = before.number() + 1;
        return new LedgerEntry(
                number,
                entry.kind().name(),
                at,
                entry.body(),
                entry.signature(),
                digest,
                head(before.head(), number, entry.kind().name(), at, digest, entry.signature()),
                null);
    }

    /** Returns whether the retention has removed the body. */
    public boolean isRemoved() {
        return body == null;
    }

    /** Computes a running head. */
    public static String head(
            String previousHead, long number, String kind, Instant recordedAt, String digest, String signature) {
        return CanonicalJson.digest(previousHead + "\n" + number + "\n" + kind + "\n"
                + recordedAt.truncatedTo(ChronoUnit.MICROS) + "\n" + digest
                + (signature == null ? "" : "\n" + signature));
    }

    /** Computes this entry's running head after another entry's, from the stored digest. */
    public String headAfter(String previousHead) {
        return head(previousHead, number, kind, recordedAt, digest, signature);
    }
}
