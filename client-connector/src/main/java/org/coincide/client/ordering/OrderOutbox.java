package org.coincide.client.ordering;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The outbox of orders: orders that are not sent yet or not answered yet. */
@Repository
class OrderOutbox {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    OrderOutbox(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * Returns the orders to send now, oldest first: new orders, and orders whose answer is overdue. An order that is due later than
     * the settings allow was sent before the clock was set back, and counts as overdue.
     */
    List<DueOrder> due(Instant now, Duration longestPause, int limit) {
        return jdbc.sql(
                        """
                        SELECT order_reference, event_body, attempts FROM placed_order
                        WHERE state = 'WAITING' OR (state = 'SENT' AND (due_at <= :now OR due_at > :latest))
                        ORDER BY due_at FETCH NEXT :limit ROWS ONLY
                        """)
                .param("now", time(now))
                .param("latest", time(now.plus(longestPause)))
                .param("limit", limit)
                .query((row, index) -> new DueOrder(
                        row.getString("order_reference"), row.getString("event_body"), row.getInt("attempts")))
                .list();
    }

    /** Marks orders as sent, except those that the server has answered in the meantime. */
    @Transactional
    public void markSent(Map<DueOrder, Instant> nextAttempts) {
        batches.batchUpdate(
                """
                UPDATE placed_order SET state = 'SENT', attempts = attempts + 1, due_at = ?
                WHERE order_reference = ? AND state IN ('WAITING', 'SENT')
                """,
                nextAttempts.entrySet().stream()
                        .map(entry -> new Object[] {
                            time(entry.getValue()), entry.getKey().reference()
                        })
                        .toList());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
