package org.coincide.engine.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.TradeGuard;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.trade.Move;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Statuses;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.engine.trade.Trades.Amendment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All messages to all clients, in the sequence of each trade. They are sent from the {@link Outbox}. */
@Repository
public class Journal implements TradeTables, TradeGuard {

    /**
     * Event published inside the transaction that appended a message, or marked messages as unsent; the relay sends after its commit.
     *
     * @param tradingId the trade of an appended message; null if none was appended, or if it belongs to no trade
     */
    public record Appended(String clientId, String tradingId) {

        static final Appended NOTHING = new Appended(null, null);
    }

    /** Event published inside the transaction that opened a trade. */
    public record Opened(Statuses statuses) {}

    /**
     * Event published inside the transaction that moved a trade.
     *
     * @param lifecycles the changed lifecycles
     * @param statuses the statuses after the change
     */
    public record Moved(List<String> lifecycles, Statuses statuses) {}

    /**
     * A message in the journal.
     *
     * @param id number of its row
     * @param digest SHA-256 of its body
     */
    public record Written(long id, String digest) {}

    /**
     * The last sent message of a trade.
     *
     * @param digest SHA-256 of its body
     */
    public record SentMessage(long sequence, String digest) {}

    /** A message that was sent before a backup was restored, as the client has stored it. */
    public record RestoredMessage(long sequence, String eventId, Instant time, String body) {}

    /** Condition of {@code TradeSearch}: a message of the trade is not sent yet. */
    public static final String UNSENT =
            "t.trading_id IN (SELECT trading_id FROM journal WHERE unsent = TRUE AND trading_id IS NOT NULL)";

    private static final String INSERT =
            """
            INSERT INTO journal (client_id, trading_id, sequence, event_id, body, recorded_at, unsent)
            VALUES (?, ?, ?, ?, ?, ?, TRUE)""";

    static final String COLUMNS = "SELECT id, client_id, trading_id, body FROM journal";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final MessageMapper messages;
    private final EnvelopeWriter envelopes;
    private final MessageOrigin origin;
    private final Trades trades;
    private final Outbox outbox;

    Journal(
            JdbcClient jdbc,
            JdbcTemplate batches,
            MessageMapper messages,
            EnvelopeWriter envelopes,
            MessageOrigin origin,
            Trades trades,
            Outbox outbox) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.batches = batches;
        this.trades = trades;
        this.messages = messages;
        this.envelopes = envelopes;
        this.origin = origin;
    }

    /** Appends the first message of a trade, its trading information, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Trade opened) {
        append("information", opened, opened.acceptedAt(), messages.information(opened, 1));
        origin.publish(new Opened(opened.statuses()));
    }

    /** Appends the trading information of an amended order. No status changes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Amendment amendment) {
        Trade trade = amendment.trade();
        append("information", trade, trade.changedAt(), messages.information(trade, amendment.revision()));
    }

    /** Appends the message of a status change, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Move move, ProcessingDetails details) {
        append("processing", move.after(), move.after().changedAt(), messages.processing(move, details));
        origin.publish(new Moved(
                move.after().statuses().changedSince(move.before().statuses()),
                move.after().statuses()));
    }

    /** The row's lock is held since the change of the trade, so the body and its digest are final here. */
    private void append(String name, Trade trade, Instant time, Object data) {
        String eventId = origin.nextId();
        String body = envelopes.ofTrade(name, trade, eventId, time, data);
        insert(trade.clientId(), trade.tradingId(), trade.sequence(), eventId, body, time);
        chain(trade, body);
    }

    /** Lets the trade's next message refer to this one. */
    void chain(Trade trade, String body) {
        trades.chain(trade.tradingId(), BodyDigest.of(body));
    }

    /** Appends a refusal to a client. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(String clientId, String subject, RefusalReport refusal) {
        String eventId = origin.nextId();
        Instant now = origin.now();
        insert(clientId, null, null, eventId, envelopes.ofRefusal(subject, eventId, now, refusal), now);
    }

    /** Appends a statement to a client. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Written append(StatementReport statement, Instant at) {
        String eventId = origin.nextId();
        String body = envelopes.ofStatement(eventId, at, statement);
        KeyHolder row = new GeneratedKeyHolder();
        AppendedRows.insertNow();
        jdbc.sql(INSERT)
                .params(Arrays.asList(row(statement.clientId(), null, null, eventId, body, at)))
                .update(row, "id");
        origin.publish(Appended.NOTHING);
        return new Written(row.getKey().longValue(), BodyDigest.of(body));
    }

    /** Appends an announcement about signing keys to a client. The relay signs it with the present key. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(String clientId, KeyAnnouncement announcement) {
        String eventId = origin.nextId();
        Instant now = origin.now();
        insert(clientId, null, null, eventId, envelopes.ofKey(eventId, now, announcement), now);
    }

    private void insert(String clientId, String tradingId, Long sequence, String eventId, String body, Instant at) {
        AppendedRows.ofTransaction(this::insert).add(row(clientId, tradingId, sequence, eventId, body, at));
        origin.publish(new Appended(clientId, tradingId));
    }

    private void insert(List<Object[]> rows) {
        batches.batchUpdate(INSERT, rows);
    }

    private static Object[] row(
            String clientId, String tradingId, Long sequence, String eventId, String body, Instant at) {
        return new Object[] {clientId, tradingId, sequence, eventId, body, at.atOffset(ZoneOffset.UTC)};
    }

    /** Returns the history of a trade: all messages from sequence 1. */
    public List<JournalRow> history(String tradingId) {
        AppendedRows.insertNow();
        return jdbc.sql(COLUMNS + " WHERE trading_id = ? ORDER BY sequence")
                .param(tradingId)
                .query(JournalRow.class)
                .list();
    }

    /** Returns the messages of a trade with their publication state, newest first. */
    public List<JournalMessage> messages(String tradingId) {
        AppendedRows.insertNow();
        return jdbc.sql(
                        """
                        SELECT id, sequence, recorded_at, unsent, body FROM journal
                        WHERE trading_id = ? ORDER BY sequence DESC""")
                .param(tradingId)
                .query((row, index) -> new JournalMessage(
                        row.getLong("sequence"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("unsent") && !outbox.isSent(row.getLong("id")),
                        row.getString("body")))
                .list();
    }

    /** Returns the last message of each of the trades. HSQLDB reads the first table of a join first, so the journal comes last. */
    public Map<String, LastMessage> last(Collection<String> tradingIds) {
        AppendedRows.insertNow();
        Map<String, LastMessage> last = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT j.trading_id, j.sequence, j.body FROM
                        (SELECT trading_id, MAX(sequence) AS sequence FROM journal WHERE trading_id IN (:ids) GROUP BY trading_id) l
                        JOIN journal j ON l.trading_id = j.trading_id AND l.sequence = j.sequence""")
                .param("ids", tradingIds)
                .query((row, index) -> last.put(
                        row.getString("trading_id"),
                        LastMessage.of(row.getLong("sequence"), envelopes.dataOf(row.getString("body")))))
                .list();
        return last;
    }

    /** Returns the last sent message of each of the trades; the first message if none is sent. */
    public Map<String, SentMessage> lastSent(Collection<String> tradingIds) {
        AppendedRows.insertNow();
        Map<String, SentMessage> last = new HashMap<>();
        if (!tradingIds.isEmpty()) {
            jdbc.sql(
                            """
                            SELECT j.trading_id, j.sequence, j.body FROM
                            (SELECT trading_id, MAX(CASE WHEN unsent = FALSE THEN sequence ELSE 1 END) AS sequence
                              FROM journal WHERE trading_id IN (:ids) GROUP BY trading_id) l
                            JOIN journal j ON l.trading_id = j.trading_id AND l.sequence = j.sequence""")
                    .param("ids", tradingIds)
                    .query(row -> {
                        last.put(
                                row.getString("trading_id"),
                                new SentMessage(row.getLong("sequence"), BodyDigest.of(row.getString("body"))));
                    });
        }
        return last;
    }

    /** Returns the time of a message. */
    public Optional<Instant> recordedAt(long id) {
        return jdbc.sql("SELECT recorded_at FROM journal WHERE id = ?")
                .param(id)
                .query((row, index) ->
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Returns the digest of a trade's message; empty if there is none. */
    public Optional<String> digest(String tradingId, long sequence) {
        AppendedRows.insertNow();
        return jdbc.sql("SELECT body FROM journal WHERE trading_id = ? AND sequence = ?")
                .params(tradingId, sequence)
                .query(String.class)
                .optional()
                .map(BodyDigest::of);
    }

    /**
     * Replaces the messages of a trade from the first of these on by messages that were sent before a backup was restored. The caller
     * holds the lock of the trade.
     *
     * @throws IllegalStateException if a message that differs was published since
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void restore(String clientId, String tradingId, List<RestoredMessage> messages) {
        AppendedRows.insertNow();
        long first = messages.get(0).sequence();
        jdbc.sql(
                        "DELETE FROM journal WHERE trading_id = ? AND sequence >= ? AND unsent = TRUE AND feed_position IS NULL")
                .params(tradingId, first)
                .update();
        long published = jdbc.sql("SELECT COUNT(*) FROM journal WHERE trading_id = ? AND sequence >= ?")
                .params(tradingId, first)
                .query(Long.class)
                .single();
        if (published > 0) {
            throw new IllegalStateException("A message of the trade " + tradingId + " from sequence " + first
                    + " on was published with other content since the restore.");
        }
        for (RestoredMessage message : messages) {
            jdbc.sql(
                            """
                            INSERT INTO journal (client_id, trading_id, sequence, event_id, body, recorded_at, unsent)
                            VALUES (?, ?, ?, ?, ?, ?, FALSE)""")
                    .params(
                            clientId,
                            tradingId,
                            message.sequence(),
                            message.eventId(),
                            message.body(),
                            message.time().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** Returns the reason of the last published change of a lifecycle; empty if that change had none. */
    public Optional<Reason> lastReason(String tradingId, String lifecycle) {
        return history(tradingId).stream()
                .map(row -> envelopes.dataOf(row.body()))
                .filter(data -> StreamSupport.stream(data.path("changed").spliterator(), false)
                        .anyMatch(changed -> changed.asText().equals(lifecycle)))
                .reduce((earlier, later) -> later)
                .map(data -> data.path("reason"))
                .filter(JsonNode::isObject)
                .map(reason -> new Reason(
                        reason.path("code").asText(), reason.path("text").asText(null)));
    }

    /** Returns the digest of a trade's order as it was placed, before any amendment. */
    public String firstDigest(String tradingId) {
        return information(tradingId)
                .map(first -> envelopes.dataOf(first.body()).path("orderDigest").asText())
                .orElse("");
    }

    /** Returns the first trading information of a trade. */
    public Optional<JournalRow> information(String tradingId) {
        AppendedRows.insertNow();
        return jdbc.sql(COLUMNS + " WHERE trading_id = ? AND sequence = 1")
                .param(tradingId)
                .query(JournalRow.class)
                .optional();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.referenced("journal"));
    }

    @Override
    public Set<String> mustStay(Collection<String> tradingIds) {
        return jdbc.sql("SELECT DISTINCT trading_id FROM journal WHERE trading_id IN (:ids) AND unsent = TRUE")
                .param("ids", tradingIds)
                .query(String.class)
                .set();
    }

    /** Returns the oldest sent messages that belong to no trade and were recorded before a time. */
    public List<Long> sentOutsideTrades(Instant before, int limit) {
        return jdbc.sql(
                        """
                        SELECT id FROM journal WHERE trading_id IS NULL AND unsent = FALSE AND recorded_at < ?
                        ORDER BY id LIMIT ?""")
                .params(before.atOffset(ZoneOffset.UTC), limit)
                .query(Long.class)
                .list();
    }

    /** Removes messages that belong to no trade. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int remove(Collection<Long> ids, Removal removal) {
        return removal.remove("journal", "id", ids);
    }
}
