package org.coincide.client.quarantine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

/** Messages that were not applied to the ledger, in the table {@code quarantine}. */
@Repository
public class QuarantinedMessages {

    private static final int MAX_BODY_LENGTH = 7_000_000;
    private static final int MAX_KIND_LENGTH = 200;
    private static final int MAX_SIGNATURE_LENGTH = 2000;
    private static final String COLUMNS =
            "id, dedupe_key, state, warning_type, received_at, trading_id, sequence_number, awaited_sequence, kind";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    QuarantinedMessages(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Returns true if the message is quarantined, in any state. */
    public boolean contains(String dedupeKey) {
        return jdbc.sql("SELECT COUNT(*) FROM quarantine WHERE dedupe_key = ?")
                        .param(dedupeKey)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The waiting messages of the trades. */
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

    /** All messages about the trade, oldest first. */
    public List<QuarantinedMessage> of(String tradingId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM quarantine WHERE trading_id = ? ORDER BY received_at, id")
                .param(tradingId)
                .query((row, index) -> quarantined(row))
                .list();
    }

    /** The trades with waiting messages, and the highest waiting sequence of each. */
    public Map<String, Long> highestWaitingSequences() {
        Map<String, Long> highest = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        SELECT trading_id, MAX(sequence_number) AS highest FROM quarantine
                        WHERE state = 'WAITING' GROUP BY trading_id
                        """)
                .query(row -> {
                    highest.put(row.getString("trading_id"), row.getLong("highest"));
                });
        return highest;
    }

    /**
     * The trades with messages that wait because the trade was unknown, for at least {@code atLeast} and at most {@code atMost}. A
     * message of the future was received before the clock was set back; how long it waits is unknown.
     */
    public List<String> waitingForUnknownTrade(Instant now, Duration atMost, Duration atLeast) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT trading_id FROM quarantine
                        WHERE state = 'WAITING' AND warning_type = 'UNKNOWN_TRADE'
                          AND (received_at BETWEEN :from AND :to OR received_at > :now)
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("from", now.minus(atMost).atOffset(ZoneOffset.UTC))
                .param("to", now.minus(atLeast).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    /** Keeps the messages that wait for a trade that the server does not have. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stopWaiting(String tradingId) {
        jdbc.sql("UPDATE quarantine SET state = 'KEPT' WHERE trading_id = ? AND state = 'WAITING'")
                .param(tradingId)
                .update();
    }

    /** The message's text exactly as received; for other kinds of messages a description of their headers. */
    public Optional<String> body(String id) {
        return jdbc.sql("SELECT body FROM quarantine WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** The message's text and signature, exactly as received. */
    public Optional<Content> content(String id) {
        return jdbc.sql("SELECT body, signature FROM quarantine WHERE id = ?")
                .param(id)
                .query((row, index) -> new Content(row.getString("body"), row.getString("signature")))
                .optional();
    }

    /** Inserts messages, with their contents by id. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void insert(Collection<QuarantinedMessage> messages, Map<String, Content> contents) {
        if (!messages.isEmpty()) {
            batches.batchUpdate(
                    "INSERT INTO quarantine (" + COLUMNS
                            + ", body, body_size, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    messages.stream()
                            .map(message -> values(message, contents.get(message.id())))
                            .toList());
        }
    }

    /** Updates state and warning of messages that waited. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void update(Collection<QuarantinedMessage> messages) {
        if (!messages.isEmpty()) {
            batches.batchUpdate(
                    "UPDATE quarantine SET state = ?, warning_type = ?, awaited_sequence = ? WHERE id = ?",
                    messages.stream()
                            .map(message -> new Object[] {
                                message.state().name(),
                                message.warning().name(),
                                message.awaitedSequence(),
                                message.id()
                            })
                            .toList());
        }
    }

    private static Object[] values(QuarantinedMessage message, Content content) {
        var body = StorableText.sanitize(content.body(), MAX_BODY_LENGTH);
        return new Object[] {
            message.id(),
            message.dedupeKey(),
            message.state().name(),
            message.warning().name(),
            message.receivedAt().atOffset(ZoneOffset.UTC),
            message.tradingId(),
            message.sequence(),
            message.awaitedSequence(),
            StorableText.sanitize(message.kind(), MAX_KIND_LENGTH),
            body,
            body.length(),
            StorableText.sanitize(content.signature(), MAX_SIGNATURE_LENGTH)
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
                row.getObject("awaited_sequence", Long.class),
                row.getString("kind"));
    }

    /**
     * A message's content.
     *
     * @param body the text; for other kinds of messages a description of their headers
     * @param signature null for none
     */
    public record Content(String body, String signature) {}

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("received_at", OffsetDateTime.class).toInstant();
    }
}
