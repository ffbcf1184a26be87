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

/** All messages to all clients: the history of each trade and the transactional outbox. */
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

    private static final String COLUMNS = "SELECT id, client_id, trading_id, body FROM journal";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final MessageMapper messages;
    private final EnvelopeWriter envelopes;
    private final MessageOrigin origin;
    private final Trades trades;
    private final UnmarkedMessages unmarked;

    Journal(
            JdbcClient jdbc,
            JdbcTemplate batches,
            MessageMapper messages,
            EnvelopeWriter envelopes,
            MessageOrigin origin,
            Trades trades,
            UnmarkedMessages unmarked) {
        this.unmarked = unmarked;
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

    /** Returns the number of the last message; 0 for none. */
    public long lastId() {
        AppendedRows.insertNow();
        return jdbc.sql("SELECT COALESCE(MAX(id), 0) FROM journal")
                .query(Long.class)
                .single();
    }

    /** Returns whether a message that belongs to no trade, up to a number, is not sent yet. */
    public boolean anyUnsentOutsideTrades(long upTo) {
        AppendedRows.insertNow();
        return jdbc.sql("SELECT COUNT(*) FROM journal WHERE unsent = TRUE AND trading_id IS NULL AND id <= ?")
                        .param(upTo)
                        .query(Long.class)
                        .single()
                > 0;
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

    /** Returns the messages to a client that are not sent yet, oldest first; those of one trade in sequence. */
    public List<JournalRow> unsent(String clientId, int limit, Hold hold) {
        // Sorted by all columns of the index: sorted by id alone, HSQLDB reads all unsent rows whatever the limit.
        JdbcClient.StatementSpec query = jdbc.sql(COLUMNS + " WHERE unsent = TRUE AND client_id = :client"
                        + hold.condition() + " ORDER BY unsent, client_id, id LIMIT :limit")
                .param("client", clientId)
                .param("limit", limit + unmarked.size());
        return (hold.namesTrades() ? query.param("held", hold.trades()) : query)
                .query(JournalRow.class).list().stream()
                        .filter(row -> !unmarked.contains(row.id()))
                        .limit(limit)
                        .toList();
    }

    /** Returns the number of messages that are not sent yet; the limit if there are more. */
    public long unsentCount(int limit) {
        int sent = unmarked.size();
        long rows = jdbc.sql(
                        "SELECT COUNT(*) FROM (SELECT id FROM journal WHERE unsent = TRUE LIMIT ?) AS unsent_message")
                .param(limit + sent)
                .query(Long.class)
                .single();
        return Math.max(0, Math.min(rows - sent, limit));
    }

    /** Returns the time of the oldest message to a client that is not sent yet. */
    public Optional<Instant> oldestUnsent(String clientId) {
        return jdbc
                .sql("SELECT id, recorded_at FROM journal WHERE unsent = TRUE AND client_id = ?"
                        + " ORDER BY unsent, client_id, id LIMIT ?")
                .params(clientId, unmarked.size() + 1)
                .query((row, index) -> unmarked.contains(row.getLong("id"))
                        ? Optional.<Instant>empty()
                        : Optional.of(row.getObject("recorded_at", OffsetDateTime.class)
                                .toInstant()))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Returns the time of a message. */
    public Optional<Instant> recordedAt(long id) {
        return jdbc.sql("SELECT recorded_at FROM journal WHERE id = ?")
                .param(id)
                .query((row, index) ->
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Remembers messages as sent to the broker, until {@link #markSent()} marks them. */
    public void sent(Collection<Long> ids) {
        unmarked.add(ids);
    }

    /** Returns whether sent messages are not marked yet. */
    public boolean hasUnmarked() {
        return unmarked.size() > 0;
    }

    /** Marks the messages as sent that are remembered as such. Without a transaction, so that they are forgotten only once the marks are stored. */
    public void markSent() {
        List<Long> ids = unmarked.all();
        if (!ids.isEmpty()) {
            jdbc.sql("UPDATE journal SET unsent = FALSE WHERE id IN (:ids)")
                    .param("ids", ids)
                    .update();
            unmarked.remove(ids);
        }
    }

    /** Forgets which messages are sent and not marked, so that they are sent again: another node sends now. */
    public void forgetSent() {
        unmarked.clear();
    }

    /**
     * Marks the messages of a trade from a sequence on as unsent, so that the relay resends them unchanged.
     *
     * @return number of messages; 0 if this client has no such trade, or if all are unsent already
     */
    @Transactional
    public int resend(String clientId, String tradingId, long fromSequence) {
        AppendedRows.insertNow();
        return resend(jdbc.sql("SELECT id FROM journal WHERE client_id = ? AND trading_id = ? AND sequence >= ?")
                .params(clientId, tradingId, fromSequence)
                .query(Long.class)
                .list());
    }

    /** Marks messages as unsent, so that the relay resends them unchanged; returns the number of those that were sent. */
    @Transactional
    public int resend(Collection<Long> ids) {
        AppendedRows.insertNow();
        // First, so that the relay does not mark them because of their first sending.
        int waiting = unmarked.remove(ids);
        // "NOT unsent": with "unsent = FALSE", HSQLDB reads all sent messages by the index of that column.
        int rows = ids.isEmpty()
                ? 0
                : jdbc.sql("UPDATE journal SET unsent = TRUE WHERE NOT unsent AND id IN (:ids)")
                        .param("ids", ids)
                        .update();
        origin.publish(Appended.NOTHING);
        return rows + waiting;
    }

    /**
     * Marks all messages since a time as unsent, after the broker has lost them. Clients detect those that they have as duplicates.
     *
     * @return number of messages
     */
    @Transactional
    public int resendAll(Instant since) {
        AppendedRows.insertNow();
        unmarked.clear();
        int rows = jdbc.sql("UPDATE journal SET unsent = TRUE WHERE unsent = FALSE AND recorded_at >= ?")
                .param(since.atOffset(ZoneOffset.UTC))
                .update();
        origin.publish(Appended.NOTHING);
        return rows;
    }

    /** Marks the first message of a trade as unsent: the reply to a duplicate order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resendInformation(String tradingId) {
        AppendedRows.insertNow();
        resend(jdbc.sql("SELECT id FROM journal WHERE trading_id = ? AND sequence = 1")
                .param(tradingId)
                .query(Long.class)
                .list());
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
                        row.getBoolean("unsent") && !unmarked.contains(row.getLong("id")),
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
