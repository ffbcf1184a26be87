package org.coincide.client.integrity;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerHead;
import org.coincide.client.ledger.Removal;
import org.coincide.client.signatures.SignedMessageReader;

/** Checks the entries one after the other: numbers without gaps, digests of the bodies, signatures, and the running head. */
final class EntryCheck {

    static final String TABLE = "ledger_entry";

    private final LedgerEntries entries;
    private final Removals removals;
    private final Findings findings;
    private long number;
    /** The head after the last entry; null after a gap, since the head of a missing entry is unknown. */
    private String head;

    EntryCheck(LedgerEntries entries, Removals removals, LedgerHead from, Findings findings) {
        this.entries = entries;
        this.removals = removals;
        this.number = from.number();
        this.head = from.head();
        this.findings = findings;
    }

    long number() {
        return number;
    }

    void check(LedgerEntry entry) {
        if (entry.number() != number + 1) {
            reportMissing(number + 1, entry.number() - 1, findings);
            head = null;
        }
        var column = altered(entry, head).orElse(null);
        if (entry.isRemoved() && removals.of(entry).isEmpty()) {
            findings.add(new Finding(
                    TABLE,
                    String.valueOf(entry.number()),
                    entry.removal() == null ? "body" : "removal",
                    null,
                    "the body is missing, and no removal that this client has signed names the entry"));
        }
        if (column != null) {
            findings.add(new Finding(
                    TABLE,
                    String.valueOf(entry.number()),
                    column,
                    null,
                    "the value differs from digest and running head"));
        }
        head = "head".equals(column) ? entry.headAfter(head) : entry.head();
        number = entry.number();
    }

    static void reportMissing(long first, long last, Findings findings) {
        if (first <= last) {
            findings.add(new Finding(
                    TABLE,
                    String.valueOf(first),
                    null,
                    null,
                    first == last ? "the entry is missing" : "the entries up to " + last + " are missing"));
        }
    }

    /** The altered column of an entry; empty if the entry is intact. */
    private Optional<String> altered(LedgerEntry entry, String previous) {
        if (entry.isRemoved()) {
            return alteredRest(entry, previous);
        }
        if (entry.removal() != null) {
            return Optional.of("removal");
        }
        var actual = CanonicalJson.digest(entry.body());
        boolean digestHolds = actual.equals(entry.digest());
        if (previous == null || entry.headAfter(previous).equals(entry.head())) {
            if (!digestHolds) {
                return Optional.of("body");
            }
            return signatureHolds(entry) ? Optional.empty() : Optional.of("signature");
        }
        if (!digestHolds) {
            return Optional.of(isHead(entry, previous, entry.kind(), actual) ? "digest" : "body");
        }
        if (Arrays.stream(EntryKind.values()).anyMatch(kind -> isHead(entry, previous, kind.name(), actual))) {
            return Optional.of("kind");
        }
        if (!isConfirmed(entry)) {
            return Optional.of("head");
        }
        return Optional.of(isSigned(entry) && signatureHolds(entry) ? "recorded_at" : "signature");
    }

    /** Returns whether the entry has the signature that its kind needs. Where signatures are optional, a message can lack it. */
    private static boolean isSigned(LedgerEntry entry) {
        return entry.signature() != null || entry.kind().equals(EntryKind.SETTLEMENT.name());
    }

    /** The altered column of an entry without a body: the removal repeats the digests of body and signature. */
    private Optional<String> alteredRest(LedgerEntry entry, String previous) {
        if (previous != null && entry.headAfter(previous).equals(entry.head())) {
            return Optional.empty();
        }
        var removed = removals.of(entry);
        if (removed.isPresent() && !removed.get().digest().equals(entry.digest())) {
            return Optional.of("digest");
        }
        if (removed.isPresent()
                && !Objects.equals(removed.get().signatureDigest(), Removal.digestOf(entry.signature()))) {
            return Optional.of("signature");
        }
        if (previous == null) {
            return Optional.empty();
        }
        if (Arrays.stream(EntryKind.values()).anyMatch(kind -> isHead(entry, previous, kind.name(), entry.digest()))) {
            return Optional.of("kind");
        }
        return Optional.of(isConfirmed(entry) ? "recorded_at" : "head");
    }

    private static boolean signatureHolds(LedgerEntry entry) {
        return entry.signature() == null || SignedMessageReader.isIntact(entry.body(), entry.signature());
    }

    /** Returns true if the next entry, or the stored end of the ledger, follows from the entry's head. */
    private boolean isConfirmed(LedgerEntry entry) {
        return entries.find(entry.number() + 1)
                .map(next -> next.headAfter(entry.head()).equals(next.head()))
                .orElseGet(() -> entries.head()
                        .map(end -> end.head().equals(entry.head()))
                        .orElse(false));
    }

    private static boolean isHead(LedgerEntry entry, String previous, String kind, String digest) {
        return LedgerEntry.head(previous, entry.number(), kind, entry.recordedAt(), digest, entry.signature())
                .equals(entry.head());
    }
}
