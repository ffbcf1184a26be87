package org.coincide.client.integrity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.Removal;

/** The removals of trades that this client has signed, as far as one verification needs them. */
final class Removals {

    /** Messages of many trades alternate in the ledger. */
    private static final int KEPT = 200;

    private final LedgerEntries entries;
    private final RemovalCheck check;
    private final Map<Long, Optional<Removal>> known = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Optional<Removal>> eldest) {
            return size() > KEPT;
        }
    };

    Removals(LedgerEntries entries, RemovalCheck check) {
        this.entries = entries;
        this.check = check;
    }

    /** Returns how its removal names an entry; empty if none does. */
    Optional<Removal.Removed> of(LedgerEntry entry) {
        return entry.removal() == null
                ? Optional.empty()
                : known.computeIfAbsent(entry.removal(), this::load).flatMap(removal -> removal.find(entry.number()));
    }

    private Optional<Removal> load(long number) {
        return entries.find(number)
                .filter(entry -> entry.kind().equals(EntryKind.REMOVAL.name()) && check.isOwn(entry))
                .flatMap(entry -> Removal.parse(entry.body()));
    }
}
