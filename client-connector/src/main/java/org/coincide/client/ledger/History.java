package org.coincide.client.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Verified messages by trade, in the table {@code history_entry}. */
@Repository
public class History {

    private static final String INSERT =
            """
            INSERT INTO history_entry (trading_id, sequence_number, event_id, event_type, happened_at, recorded_at,
              order_status, delivery_status, payment_status, reason_code, reason_text, hash, entry_number)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final LedgerEntries ledger;

    History(JdbcClient jdbc, JdbcTemplate batches, LedgerEntries ledger) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.ledger = ledger;
    }

    /**
     * Appends the entries to the ledger and to their trades' histories, in the transaction that updates the trades; returns the
     * number of the first ledger entry.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long append(List<HistoryEntry> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        long first = ledger.append(entries.stream()
                .map(entry -> new NewEntry(EntryKind.MESSAGE, entry.recordedAt(), entry.body(), entry.signature()))
                .toList());
        List<Object[]> rows = new ArrayList<>();
        for (var entry : entries) {
            rows.add(values(entry, first + rows.size()));
        }
        batches.batchUpdate(INSERT, rows);
        return first;
    }

    /** Removes the messages from a sequence on, after a settlement. Their ledger entries remain. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String tradingId, long fromSequence) {
        jdbc.sql("DELETE FROM history_entry WHERE trading_id = ? AND sequence_number >= ?")
                .params(tradingId, fromSequence)
                .update();
    }

    /** The message with the sequence, exactly as received. */
    public Optional<String> body(String tradingId, long sequence) {
        return jdbc.sql("SELECT body FROM history WHERE trading_id = ? AND sequence_number = ?")
                .params(tradingId, sequence)
                .query(String.class)
                .optional();
    }

    /** The message with the sequence. */
    public Optional<HistoryEntry> entry(String tradingId, long sequence) {
        return jdbc.sql("SELECT * FROM history WHERE trading_id = ? AND sequence_number = ?")
                .params(tradingId, sequence)
                .query((row, index) -> entry(row))
                .optional();
    }

    /** The trade's complete history, in order of sequence. */
    public List<HistoryEntry> of(String tradingId) {
        return jdbc.sql("SELECT * FROM history WHERE trading_id = ? ORDER BY sequence_number")
                .param(tradingId)
                .query((row, index) -> entry(row))
                .list();
    }

    /** The trade's complete history with the entry numbers, in order of sequence. */
    public List<Recorded> recorded(String tradingId) {
        return jdbc.sql(
                        "SELECT entry_number, happened_at, body FROM history WHERE trading_id = ? ORDER BY sequence_number")
                .param(tradingId)
                .query((row, index) -> new Recorded(
                        row.getLong("entry_number"), LedgerColumns.time(row, "happened_at"), row.getString("body")))
                .list();
    }

    /** A message with the number of its ledger entry. */
    public record Recorded(long entryNumber, Instant time, String body) {}

    private static Object[] values(HistoryEntry entry, long entryNumber) {
        return new Object[] {
            entry.tradingId(),
            entry.sequence(),
            entry.eventId(),
            entry.eventType(),
            LedgerColumns.time(entry.time()),
            LedgerColumns.time(entry.recordedAt()),
            entry.statuses().order(),
            entry.statuses().delivery(),
            entry.statuses().payment(),
            LedgerColumns.code(entry.reason()),
            LedgerColumns.text(entry.reason()),
            entry.hash(),
            entryNumber
        };
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        return new HistoryEntry(
                row.getString("trading_id"),
                row.getLong("sequence_number"),
                row.getString("event_id"),
                row.getString("event_type"),
                LedgerColumns.time(row, "happened_at"),
                LedgerColumns.time(row, "recorded_at"),
                LedgerColumns.statuses(row),
                LedgerColumns.reason(row),
                row.getString("body"),
                row.getString("signature"),
                row.getString("hash"));
    }
}
