package org.coincide.client.handon;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.StorableText;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Messages that the webhook has not accepted yet, in the tables {@code webhook_event} and {@code webhook_cursor}. */
@Repository
class WebhookEvents {

    private static final int ERROR_LENGTH = 500;

    /**
     * A message to send.
     *
     * @param attempts number of failed attempts
     * @param error the latest failure; null before the first attempt
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Waiting(long number, String tradingId, int attempts, Instant dueAt, String error) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    WebhookEvents(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** The number of the last ledger entry that was taken over. */
    long cursor() {
        return jdbc.sql("SELECT entry_number FROM webhook_cursor")
                .query(Long.class)
                .single();
    }

    /** Takes over messages of the ledger, and moves the cursor, in one transaction. */
    @Transactional
    public void take(EventFeed.Part part, Instant now) {
        batches.batchUpdate(
                "INSERT INTO webhook_event (entry_number, trading_id, state, attempts, due_at) VALUES (?, ?,"
                        + " 'WAITING', 0, ?)",
                part.events().stream()
                        .map(event -> new Object[] {event.number(), event.tradingId(), time(now)})
                        .toList());
        jdbc.sql("UPDATE webhook_cursor SET entry_number = ?")
                .param(part.next())
                .update();
    }

    /** The number of messages that wait; those of trades with a failed message do not count, since nothing sends them. */
    int waiting() {
        return jdbc.sql(
                        """
                        SELECT COUNT(*) FROM webhook_event WHERE state = 'WAITING'
                          AND trading_id NOT IN (SELECT trading_id FROM webhook_event WHERE state = 'FAILED')
                        """)
                .query(Integer.class)
                .single();
    }

    /** The first message of each trade, if it is due; oldest first. */
    List<Waiting> due(Instant now, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM webhook_event e WHERE state = 'WAITING' AND due_at <= :now AND NOT EXISTS
                          (SELECT 1 FROM webhook_event f WHERE f.trading_id = e.trading_id AND f.entry_number < e.entry_number)
                        ORDER BY entry_number FETCH NEXT :limit ROWS ONLY
                        """)
                .param("now", time(now))
                .param("limit", limit)
                .query((row, index) -> waiting(row))
                .list();
    }

    void delivered(long number) {
        jdbc.sql("DELETE FROM webhook_event WHERE entry_number = ?")
                .param(number)
                .update();
    }

    /** Stores a failed attempt: the time of the next one, or no next one. */
    void failed(Waiting event, String error, Optional<Instant> next, Instant now) {
        jdbc.sql("UPDATE webhook_event SET state = ?, attempts = attempts + 1, due_at = ?, error = ? WHERE"
                        + " entry_number = ?")
                .params(
                        next.isPresent() ? "WAITING" : "FAILED",
                        time(next.orElse(now)),
                        StorableText.sanitize(error, ERROR_LENGTH),
                        event.number())
                .update();
    }

    List<Waiting> failures(int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM webhook_event WHERE state = 'FAILED' ORDER BY entry_number
                        FETCH NEXT :limit ROWS ONLY
                        """)
                .param("limit", limit)
                .query((row, index) -> waiting(row))
                .list();
    }

    /** Has a failed message sent again, with all its attempts; returns false if there is no such failure. */
    boolean resend(long number, Instant now) {
        return jdbc.sql(
                                """
                                UPDATE webhook_event SET state = 'WAITING', attempts = 0, due_at = ?
                                WHERE entry_number = ? AND state = 'FAILED'
                                """)
                        .params(time(now), number)
                        .update()
                == 1;
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
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
