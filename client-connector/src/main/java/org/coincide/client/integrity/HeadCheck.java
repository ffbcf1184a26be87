package org.coincide.client.integrity;

import java.util.Optional;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerHead;

/** Compares the end of the entries with the stored head, and with heads that are stored elsewhere. */
final class HeadCheck {

    private static final String TABLE = "ledger_head";
    private static final String ROW = "1";

    private final LedgerEntries entries;
    private final Findings findings;

    HeadCheck(LedgerEntries entries, Findings findings) {
        this.entries = entries;
        this.findings = findings;
    }

    /** Compares the last entry with the table of the head. */
    void compareStored() {
        var stored = entries.head();
        if (stored.isEmpty()) {
            findings.add(Finding.missing(TABLE, ROW, null));
            return;
        }
        long last = entries.lastNumber();
        var lastHead = headAt(last).orElse(LedgerEntry.START);
        boolean samePlace = stored.get().number() == last;
        boolean sameHead = stored.get().head().equals(lastHead);
        if (samePlace && !sameHead) {
            findings.add(Finding.changed(TABLE, ROW, "head", null));
        } else if (!samePlace && sameHead) {
            findings.add(Finding.changed(TABLE, ROW, "entry_number", null));
        } else if (!samePlace) {
            reportEnd(stored.get().number(), last);
        }
    }

    private void reportEnd(long expected, long last) {
        if (last < expected) {
            EntryCheck.reportMissing(last + 1, expected, findings);
        } else {
            findings.add(Finding.added(EntryCheck.TABLE, String.valueOf(expected + 1), null));
        }
    }

    /** Compares the entries with a head that was stored elsewhere: a cut tail and a recomputed chain differ from it. */
    void compare(LedgerHead anchored, String place) {
        if (anchored.number() == 0) {
            return;
        }
        var present = headAt(anchored.number());
        if (present.isEmpty()) {
            findings.add(new Finding(
                    Finding.ANCHOR,
                    String.valueOf(anchored.number()),
                    null,
                    null,
                    "the ledger ends before entry " + anchored.number() + ", which " + place + " has"));
        } else if (!present.get().equals(anchored.head())) {
            findings.add(new Finding(
                    Finding.ANCHOR,
                    String.valueOf(anchored.number()),
                    "head",
                    null,
                    "the running head at entry " + anchored.number() + " differs from the one in " + place
                            + ": an earlier entry was changed"));
        }
    }

    private Optional<String> headAt(long number) {
        return entries.find(number).map(LedgerEntry::head);
    }
}
