package org.coincide.client.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.TimeOrderedKeys;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Verified messages by trade, in the tables {@code history_entry} and {@code history_body}. */
@Repository
public class History {

    private static final String INSERT =
            """
            INSERT INTO history_entry (trading_id, sequence_number, event_id, event_type, happened_at, recorded_at,
              order_status, delivery_status, payment_status, reason_code, reason_text, hash, body_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_BODY = "INSERT INTO history_body (id, body) VALUES (?, ?)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TimeOrderedKeys keys;

    History(JdbcClient jdbc, JdbcTemplate batches, TimeOrderedKeys keys) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.keys = keys;
    }

    /** Appends the entries, in the transaction that updates their trades. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(List<HistoryEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> bodies = new ArrayList<>();
        for (var entry : entries) {
            long bodyId = keys.next();
            bodies.add(new Object[] {bodyId, entry.body()});
            rows.add(values(entry, bodyId));
        }
        batches.batchUpdate(INSERT_BODY, bodies);
        batches.batchUpdate(INSERT, rows);
    }

    /** The message with the sequence, exactly as received. */
    public Optional<String> body(String tradingId, long sequence) {
        return jdbc.sql("SELECT body FROM history WHERE trading_id = ? AND sequence_number = ?")
                .params(tradingId, sequence)
                .query(String.class)
                .optional();
    }

    /** The trade's complete history, in order of sequence. */
    public List<HistoryEntry> of(String tradingId) {
        return jdbc.sql("SELECT * FROM history WHERE trading_id = ? ORDER BY sequence_number")
                .param(tradingId)
                .query((row, index) -> entry(row))
                .list();
    }

    private static Object[] values(HistoryEntry entry, long bodyId) {
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
            bodyId
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
                row.getString("hash"));
    }
}
