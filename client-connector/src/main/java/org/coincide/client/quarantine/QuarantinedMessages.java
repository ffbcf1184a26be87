package org.coincide.client.quarantine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.contract.StorableText;
import org.coincide.client.verification.WarningType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The messages that did not enter the ledger. */
@Repository
public class QuarantinedMessages {

    private static final int LONGEST_BODY = 7_000_000;
    private static final int LONGEST_KIND = 200;
    private static final String COLUMNS =
            "id, dedupe_key, state, warning_type, received_at, trading_id, sequence_number, awaits, kind";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    QuarantinedMessages(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Whether the message is here, in whatever state. */
    public boolean holds(String dedupeKey) {
        return jdbc.sql("SELECT COUNT(*) FROM quarantine WHERE dedupe_key = ?")
                        .param(dedupeKey)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The messages of the trades that wait for another. */
    public List<QuarantinedMessage> waiting(Collection<String> tradingIds) {
        if (tradingIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM quarantine WHERE trading_id IN (:ids) AND state = 'WAITING' ORDER BY sequence_number")
                .param("ids", tradingIds)
                .query((row, index) -> quarantined(row))
                .list();
    }

    /** The trades with messages that wait behind a gap, and the sequence that each waits for. */
    public Map<String, Long> gaps() {
        Map<String, Long> gaps = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        SELECT q.trading_id, t.sequence_number + 1 AS missing FROM quarantine q
                        JOIN trade t ON t.trading_id = q.trading_id
                        WHERE q.state = 'WAITING' AND q.sequence_number > t.sequence_number + 1
                        GROUP BY q.trading_id, t.sequence_number
                        """)
                .query(row -> {
                    gaps.put(row.getString("trading_id"), row.getLong("missing"));
                });
        return gaps;
    }

    /** The trades that the ledger does not have, of which messages arrived in that time and wait. */
    public List<String> unknownTrades(Instant from, Instant to) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT q.trading_id FROM quarantine q
                        WHERE q.state = 'WAITING' AND q.warning_type = 'UNKNOWN_TRADE'
                          AND q.received_at BETWEEN :from AND :to
                          AND NOT EXISTS (SELECT 1 FROM trade t WHERE t.trading_id = q.trading_id)
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    /** The message's text as it came; of a message that was not opened, what could be seen from outside. */
    public Optional<String> body(String id) {
        return jdbc.sql("SELECT body FROM quarantine WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** Takes in messages, with their texts by id. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Collection<QuarantinedMessage> messages, Map<String, String> bodies) {
        if (!messages.isEmpty()) {
            batches.batchUpdate(
                    "INSERT INTO quarantine (" + COLUMNS + ", body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    messages.stream()
                            .map(message -> values(message, bodies.get(message.id())))
                            .toList());
        }
    }

    /** Notes what became of messages that waited. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(Collection<QuarantinedMessage> messages) {
        if (!messages.isEmpty()) {
            batches.batchUpdate(
                    "UPDATE quarantine SET state = ?, warning_type = ?, awaits = ? WHERE id = ?",
                    messages.stream()
                            .map(message -> new Object[] {
                                message.state().name(), message.warning().name(), message.awaits(), message.id()
                            })
                            .toList());
        }
    }

    private static Object[] values(QuarantinedMessage message, String body) {
        return new Object[] {
            message.id(),
            message.dedupeKey(),
            message.state().name(),
            message.warning().name(),
            message.receivedAt().atOffset(ZoneOffset.UTC),
            message.tradingId(),
            message.sequence(),
            message.awaits(),
            StorableText.storable(message.kind(), LONGEST_KIND),
            StorableText.storable(body, LONGEST_BODY)
        };
    }

    private static QuarantinedMessage quarantined(ResultSet row) throws SQLException {
        return new QuarantinedMessage(
                row.getString("id"),
                row.getString("dedupe_key"),
                QuarantinedMessage.State.valueOf(row.getString("state")),
                WarningType.valueOf(row.getString("warning_type")),
                instant(row),
                row.getString("trading_id"),
                row.getObject("sequence_number", Long.class),
                row.getObject("awaits", Long.class),
                row.getString("kind"));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("received_at", OffsetDateTime.class).toInstant();
    }
}
