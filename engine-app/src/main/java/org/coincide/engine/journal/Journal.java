package org.coincide.engine.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.coincide.engine.journal.messages.EnvelopeWriter;
import org.coincide.engine.journal.messages.KeyAnnouncement;
import org.coincide.engine.journal.messages.MessageMapper;
import org.coincide.engine.journal.messages.ProcessingDetails;
import org.coincide.engine.journal.messages.RefusalReport;
import org.coincide.engine.journal.messages.StatementReport;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.TradeGuard;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.trade.Move;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.engine.trade.Trades.Amendment;
import org.coincide.engine.trade.status.Statuses;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All messages to all clients, in the sequence of each trade. The {@link Outbox} sends them, and {@link JournalHistory} reads them. */
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

    /** A message that was sent before a backup was restored, as the client has stored it. */
    public record RestoredMessage(long sequence, String eventId, Instant time, String body) {}

    /** Condition of {@code TradeSearch}: a message of the trade is not sent yet. */
    public static final String UNSENT =
            "t.trading_id IN (SELECT trading_id FROM journal WHERE unsent = TRUE AND trading_id IS NOT NULL)";

    private static final String INSERT =
            """
            INSERT INTO journal (client_id, trading_id, sequence, event_id, body, recorded_at, unsent)
            VALUES (?, ?, ?, ?, ?, ?, TRUE)""";

    static final String COLUMNS = "SELECT id, client_id, trading_id, body, resends FROM journal";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final MessageMapper messages;
    private final EnvelopeWriter envelopes;
    private final MessageOrigin origin;
    private final Trades trades;

    Journal(
            JdbcClient jdbc,
            JdbcTemplate batches,
            MessageMapper messages,
            EnvelopeWriter envelopes,
            MessageOrigin origin,
            Trades trades) {
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

    /** Returns the oldest sent messages after an id that belong to no trade and were recorded before a time. */
    public List<Long> sentOutsideTrades(long afterId, Instant before, int limit) {
        return jdbc.sql(
                        """
                        SELECT id FROM journal WHERE trading_id IS NULL AND unsent = FALSE AND id > ? AND recorded_at < ?
                        ORDER BY id LIMIT ?""")
                .params(afterId, before.atOffset(ZoneOffset.UTC), limit)
                .query(Long.class)
                .list();
    }

    /** Removes messages that belong to no trade. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int remove(Collection<Long> ids, Removal removal) {
        return removal.remove("journal", "id", ids);
    }
}
