package org.coincide.client.ordering;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The placed orders as an outbox: what is not sent yet, or sent without an answer. */
@Repository
class OrderOutbox {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    OrderOutbox(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** What is to be sent now, oldest first: not sent yet, or without an answer for too long. */
    List<DueOrder> due(Instant now, int limit) {
        return jdbc.sql(
                        """
                        SELECT order_reference, event_body, attempts FROM placed_order
                        WHERE state IN ('WAITING', 'SENT') AND due_at <= :now
                        ORDER BY due_at FETCH NEXT :limit ROWS ONLY
                        """)
                .param("now", time(now))
                .param("limit", limit)
                .query((row, index) -> new DueOrder(
                        row.getString("order_reference"), row.getString("event_body"), row.getInt("attempts")))
                .list();
    }

    /** Marks as sent what the server has not answered meanwhile. */
    @Transactional
    public void sent(Map<DueOrder, Instant> nextAttempts) {
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
