package org.coincide.client.integrity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerRows;
import org.coincide.client.verification.Transitions;
import org.springframework.stereotype.Component;

/** Recomputes trades from the entries of their histories, and compares all rows of the trades. */
@Component
final class TradeCheck {

    private final LedgerEntries entries;
    private final LedgerRows rows;
    private final EntryBodies bodies;
    private final Transitions transitions = Transitions.ofContract();

    TradeCheck(LedgerEntries entries, LedgerRows rows, EntryBodies bodies) {
        this.entries = entries;
        this.rows = rows;
        this.bodies = bodies;
    }

    void check(Collection<String> tradingIds, Findings findings) {
        check(rows.trades(tradingIds), findings);
    }

    /** Checks the trades of these rows. */
    void check(List<Map<String, Object>> trades, Findings findings) {
        var ids =
                trades.stream().map(row -> StoredValues.text(row, "trading_id")).toList();
        var lines = byTrade(rows.lines(ids));
        var due = byTrade(rows.dueTimes(ids));
        var history = byTrade(rows.history(ids));
        var stored = entries.load(history.values().stream()
                .flatMap(List::stream)
                .map(row -> StoredValues.number(row, "entry_number"))
                .toList());
        for (var trade : trades) {
            var id = StoredValues.text(trade, "trading_id");
            var projection = projection(id, history.getOrDefault(id, List.of()), stored, findings);
            if (projection.isPresent()) {
                findings.compare("trade", id, id, projection.get().row(), trade);
                compare(
                        "trade_line",
                        "line_number",
                        id,
                        projection.get().lines(),
                        lines.getOrDefault(id, List.of()),
                        findings);
                compare(
                        "trade_due",
                        "trading_id",
                        id,
                        projection.get().due(),
                        due.getOrDefault(id, List.of()),
                        findings);
                compare(
                        "history_entry",
                        "sequence_number",
                        id,
                        projection.get().history(),
                        history.getOrDefault(id, List.of()),
                        findings);
            }
        }
    }

    /** Recomputes a trade; empty after a finding that leaves no trade to compare with. */
    private Optional<TradeProjection> projection(
            String id, List<Map<String, Object>> history, Map<Long, LedgerEntry> stored, Findings findings) {
        var projection = new TradeProjection(transitions);
        boolean complete = true;
        for (var row : history) {
            complete = complete
                    && apply(id, row, stored.get(StoredValues.number(row, "entry_number")), projection, findings);
        }
        if (projection.isEmpty()) {
            findings.add(Finding.added("trade", id, id));
            return Optional.empty();
        }
        return complete ? Optional.of(projection) : Optional.empty();
    }

    /** Applies the entry of a history row. Returns false after a finding that leaves no trade to compare with. */
    private boolean apply(
            String id, Map<String, Object> row, LedgerEntry entry, TradeProjection projection, Findings findings) {
        var key = id + " " + row.get("sequence_number");
        var message = bodies.ofTrade(entry);
        if (entry == null || !entry.kind().equals(EntryKind.MESSAGE.name()) && message.isEmpty()) {
            findings.add(Finding.changed("history_entry", key, "entry_number", id));
            return false;
        }
        var number = String.valueOf(entry.number());
        if (!entry.kind().equals(EntryKind.MESSAGE.name())) {
            findings.add(Finding.changed(EntryCheck.TABLE, number, "kind", id));
        }
        if (message.isEmpty() || !CanonicalJson.digest(entry.body()).equals(entry.digest())) {
            findings.add(Finding.changed(EntryCheck.TABLE, number, "body", id));
            return false;
        }
        var envelope = message.get().envelope();
        long sequence = StoredValues.number(row, "sequence_number");
        if (!id.equals(envelope.subject()) || envelope.sequence() != sequence) {
            boolean sameEvent = envelope.id().equals(row.get("event_id"));
            findings.add(Finding.changed("history_entry", key, sameEvent ? "sequence_number" : "entry_number", id));
            return false;
        }
        if (!projection.apply(entry, message.get())) {
            findings.add(Finding.missing("history_entry", id + " " + projection.next(), id));
            return false;
        }
        return true;
    }

    private static void compare(
            String table,
            String key,
            String id,
            Map<String, Map<String, Object>> expected,
            List<Map<String, Object>> stored,
            Findings findings) {
        Map<String, Map<String, Object>> missing = new HashMap<>(expected);
        for (var row : stored) {
            var number = StoredValues.text(row, key);
            var wanted = missing.remove(number);
            if (wanted == null) {
                findings.add(Finding.added(table, id + " " + number, id));
            } else {
                findings.compare(table, id + " " + number, id, wanted, row);
            }
        }
        missing.keySet().forEach(number -> findings.add(Finding.missing(table, id + " " + number, id)));
    }

    private static Map<String, List<Map<String, Object>>> byTrade(List<Map<String, Object>> rows) {
        Map<String, List<Map<String, Object>>> grouped = new HashMap<>();
        rows.forEach(row -> grouped.computeIfAbsent(StoredValues.text(row, "trading_id"), id -> new ArrayList<>())
                .add(row));
        return grouped;
    }
}
