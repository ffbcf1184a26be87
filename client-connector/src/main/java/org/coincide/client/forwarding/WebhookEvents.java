package org.coincide.client.forwarding;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.StorableText;
import org.coincide.client.retention.TradeTables;
import org.coincide.client.storage.JoinStatements;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Messages that a receiver has not accepted yet, in the tables {@code webhook_event} and {@code webhook_cursor}. */
@Repository
class WebhookEvents implements TradeTables {

    private static final int ERROR_LENGTH = 500;

    /**
     * A message to send.
     *
     * @param attempts number of failed attempts
     * @param error the latest failure; null before the first attempt
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Waiting(String receiver, long number, String tradingId, int attempts, Instant dueAt, String error) {}

    private final JdbcClient jdbc;
    private final JoinStatements joins;
    private final JdbcTemplate batches;

    WebhookEvents(JdbcClient jdbc, JoinStatements joins, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.joins = joins;
        this.batches = batches;
    }

    /** The number of the last ledger entry that was taken over for a receiver. */
    long cursor(String receiver) {
        return jdbc.sql("SELECT entry_number FROM webhook_cursor WHERE receiver = ?")
                .param(receiver)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Returns whether any of the receivers has not accepted a message of the trade. */
    boolean hasWaiting(String tradingId, Collection<String> receivers) {
        return !receivers.isEmpty()
                && jdbc.sql("SELECT COUNT(*) FROM webhook_event WHERE trading_id = :trade AND receiver IN (:receivers)")
                                .param("trade", tradingId)
                                .param("receivers", receivers)
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    /** Rows of receivers that are not configured any more do not keep a trade. */
    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("webhook_event"));
    }

    /** Takes over messages of the ledger, and moves the cursor, in one transaction. */
    @Transactional
    public void take(String receiver, EventFeed.Part part, Instant now) {
        batches.batchUpdate(
                "INSERT INTO webhook_event (receiver, entry_number, trading_id, state, attempts, due_at) VALUES (?, ?, ?,"
                        + " 'WAITING', 0, ?)",
                part.events().stream()
                        .map(event -> new Object[] {receiver, event.number(), event.tradingId(), time(now)})
                        .toList());
        int known = jdbc.sql("UPDATE webhook_cursor SET entry_number = ? WHERE receiver = ?")
                .params(part.next(), receiver)
                .update();
        if (known == 0) {
            jdbc.sql("INSERT INTO webhook_cursor (receiver, entry_number) VALUES (?, ?)")
                    .params(receiver, part.next())
                    .update();
        }
    }

    /** The number of messages that wait; those of trades with a failed message do not count, since nothing sends them. */
    int waiting(String receiver) {
        return jdbc.sql(
                        """
                        SELECT COUNT(*) FROM webhook_event WHERE receiver = :receiver AND state = 'WAITING'
                          AND trading_id NOT IN
                            (SELECT trading_id FROM webhook_event WHERE receiver = :receiver AND state = 'FAILED')
                        """)
                .param("receiver", receiver)
                .query(Integer.class)
                .single();
    }

    /** Counts the messages of which an attempt has failed and that are sent again, up to a limit. */
    long countRetried(Collection<String> receivers, int limit) {
        return count(receivers, "state = 'WAITING' AND attempts > 0", limit);
    }

    /** Counts the messages that are not sent again, up to a limit. */
    long countFailed(Collection<String> receivers, int limit) {
        return count(receivers, "state = 'FAILED'", limit);
    }

    private long count(Collection<String> receivers, String condition, int limit) {
        return receivers.isEmpty()
                ? 0
                : jdbc.sql(
                                "SELECT COUNT(*) FROM (SELECT entry_number FROM webhook_event WHERE receiver IN (:receivers) AND "
                                        + condition + " FETCH FIRST :limit ROWS ONLY) AS counted_event")
                        .param("receivers", receivers)
                        .param("limit", limit)
                        .query(Long.class)
                        .single();
    }

    /**
     * The first message of each trade, if it is due; oldest first. A message that is due after twice the longest pause failed before the
     * clock was set back, and is due now.
     */
    List<Waiting> due(String receiver, Instant now, Duration longestPause, int limit) {
        return joins.sql(
                        """
                        SELECT * FROM webhook_event e WHERE receiver = :receiver AND state = 'WAITING'
                          AND (attempts = 0 OR due_at <= :now OR due_at > :latest) AND NOT EXISTS
                          (SELECT 1 FROM webhook_event f WHERE f.receiver = e.receiver AND f.trading_id = e.trading_id
                            AND f.entry_number < e.entry_number)
                        ORDER BY entry_number FETCH NEXT :limit ROWS ONLY
                        """)
                .param("receiver", receiver)
                .param("now", time(now))
                .param("latest", time(now.plus(longestPause.multipliedBy(2))))
                .param("limit", limit)
                .query((row, index) -> waiting(row))
                .list();
    }

    void delivered(Waiting event) {
        jdbc.sql("DELETE FROM webhook_event WHERE receiver = ? AND entry_number = ?")
                .params(event.receiver(), event.number())
                .update();
    }

    /** Stores a failed attempt: the time of the next one, or no next one. */
    void failed(Waiting event, String error, Optional<Instant> next, Instant now) {
        jdbc.sql("UPDATE webhook_event SET state = ?, attempts = attempts + 1, due_at = ?, error = ? WHERE"
                        + " receiver = ? AND entry_number = ?")
                .params(
                        next.isPresent() ? "WAITING" : "FAILED",
                        time(next.orElse(now)),
                        StorableText.sanitize(error, ERROR_LENGTH),
                        event.receiver(),
                        event.number())
                .update();
    }

    /** The messages that the receivers did not accept, oldest first. */
    List<Waiting> failures(Collection<String> receivers, int limit) {
        return receivers.isEmpty()
                ? List.of()
                : jdbc.sql(
                                """
                                SELECT * FROM webhook_event WHERE state = 'FAILED' AND receiver IN (:receivers)
                                ORDER BY entry_number, receiver FETCH NEXT :limit ROWS ONLY
                                """)
                        .param("receivers", receivers)
                        .param("limit", limit)
                        .query((row, index) -> waiting(row))
                        .list();
    }

    /** Has a failed message sent again, with all its attempts; returns false if there is no such failure. */
    boolean resend(String receiver, long number, Instant now) {
        return jdbc.sql(
                                """
                                UPDATE webhook_event SET state = 'WAITING', attempts = 0, due_at = ?
                                WHERE receiver = ? AND entry_number = ? AND state = 'FAILED'
                                """)
                        .params(time(now), receiver, number)
                        .update()
                == 1;
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getString("receiver"),
                row.getLong("entry_number"),
                row.getString("trading_id"),
                row.getInt("attempts"),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getString("error"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
