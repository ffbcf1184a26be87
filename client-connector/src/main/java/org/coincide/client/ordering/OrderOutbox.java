package org.coincide.client.ordering;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.coincide.client.storage.JoinStatements;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The outbox of orders, in the table {@code order_dispatch}: orders that are not sent yet or not answered yet. */
@Repository
class OrderOutbox {

    private final JoinStatements joins;
    private final JdbcTemplate batches;

    OrderOutbox(JoinStatements joins, JdbcTemplate batches) {
        this.joins = joins;
        this.batches = batches;
    }

    /**
     * Returns the orders to send now, oldest first: new orders, and orders whose answer is overdue. An order that is due after
     * twice the longest pause was sent before the clock was set back, and counts as overdue.
     */
    List<DueOrder> due(Instant now, Duration longestPause, int limit) {
        return joins.sql(
                        """
                        SELECT o.order_reference, o.event_body, d.attempts
                        FROM placed_order o JOIN order_dispatch d ON d.order_reference = o.order_reference
                        WHERE o.state = 'OPEN' AND (d.attempts = 0 OR d.due_at <= :now OR d.due_at > :latest)
                        ORDER BY d.due_at FETCH NEXT :limit ROWS ONLY
                        """)
                .param("now", time(now))
                .param("latest", time(now.plus(longestPause.multipliedBy(2))))
                .param("limit", limit)
                .query((row, index) -> new DueOrder(
                        row.getString("order_reference"), row.getString("event_body"), row.getInt("attempts")))
                .list();
    }

    /** Marks orders as sent. */
    @Transactional
    public void markSent(Map<DueOrder, Instant> nextAttempts) {
        batches.batchUpdate(
                "UPDATE order_dispatch SET attempts = attempts + 1, due_at = ? WHERE order_reference = ?",
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
