package org.coincide.client.integrity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.Removal;
import org.coincide.client.ledger.RemovedTrades;
import org.coincide.client.retention.RetentionProperties;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.signatures.SigningKey;
import org.springframework.stereotype.Component;

/**
 * Checks the removals of trades: each is signed with a key of this client, so that nobody who can only change the database removes a
 * trade; each entry that it names has no body; and its row exists.
 */
@Component
class RemovalCheck {

    private static final String TABLE = "removed_trade";
    private static final String NUMBER = "entry_number";

    private final LedgerEntries entries;
    private final RemovedTrades removed;
    private final SigningKey key;
    private final RetentionProperties properties;

    RemovalCheck(LedgerEntries entries, RemovedTrades removed, SigningKey key, RetentionProperties properties) {
        this.entries = entries;
        this.removed = removed;
        this.key = key;
        this.properties = properties;
    }

    /** Returns whether an entry is signed with the present or an earlier key of this client. */
    boolean isOwn(LedgerEntry entry) {
        return entry.body() != null
                && entry.signature() != null
                && SignedMessageReader.isIntact(entry.body(), entry.signature())
                && isOwn(SignedMessageReader.keyId(entry.signature()));
    }

    private boolean isOwn(String signer) {
        return key.publicKey().id().equals(signer) || properties.earlierKeys().contains(signer);
    }

    /** Checks the removals among entries. */
    void check(List<LedgerEntry> read, Findings findings) {
        read.stream()
                .filter(entry -> entry.kind().equals(EntryKind.REMOVAL.name()))
                .forEach(entry -> check(entry, findings));
    }

    private void check(LedgerEntry entry, Findings findings) {
        if (!isOwn(entry)) {
            findings.add(new Finding(
                    EntryCheck.TABLE,
                    String.valueOf(entry.number()),
                    "signature",
                    null,
                    "the removal is not signed with this client's key. See coincide.retention.earlier-keys"));
        }
        Removal.parse(entry.body()).ifPresent(removal -> {
            checkRow(entry, removal, findings);
            checkEntries(entry, removal, findings);
        });
    }

    private void checkRow(LedgerEntry entry, Removal removal, Findings findings) {
        var id = removal.tradingId();
        var rows = removed.rowsOf(List.of(id));
        if (rows.isEmpty()) {
            findings.add(Finding.missing(TABLE, id, id));
        } else if (StoredValues.number(rows.get(0), NUMBER) != entry.number()) {
            findings.add(Finding.changed(TABLE, id, NUMBER, id));
        }
    }

    private void checkEntries(LedgerEntry entry, Removal removal, Findings findings) {
        var named = entries.load(
                removal.entries().stream().map(Removal.Removed::number).toList());
        named.values().stream()
                .filter(each -> !each.isRemoved() || each.removal() == null || each.removal() != entry.number())
                .forEach(each -> findings.add(new Finding(
                        EntryCheck.TABLE,
                        String.valueOf(each.number()),
                        each.isRemoved() ? "removal" : "body",
                        removal.tradingId(),
                        "the value contradicts the removal, entry " + entry.number())));
    }

    /** Checks rows of removed trades. */
    void checkRows(List<Map<String, Object>> rows, Findings findings) {
        var stored = entries.load(
                rows.stream().map(row -> StoredValues.number(row, NUMBER)).toList());
        for (var row : rows) {
            var id = StoredValues.text(row, "trading_id");
            var entry = Optional.ofNullable(stored.get(StoredValues.number(row, NUMBER)))
                    .filter(found -> found.kind().equals(EntryKind.REMOVAL.name()));
            var removal =
                    entry.flatMap(found -> Removal.parse(found.body())).filter(parsed -> id.equals(parsed.tradingId()));
            if (removal.isEmpty()) {
                findings.add(Finding.added(TABLE, id, id));
            } else {
                findings.compare(
                        TABLE,
                        id,
                        id,
                        removal.get()
                                .columns(entry.get().recordedAt(), entry.get().number()),
                        row);
            }
        }
    }
}
