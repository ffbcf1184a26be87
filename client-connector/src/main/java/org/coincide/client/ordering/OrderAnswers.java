package org.coincide.client.ordering;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.coincide.client.verification.SentOrder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The server's answers to placed orders, in the table {@code placed_order}. */
@Repository
public class OrderAnswers {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    OrderAnswers(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Loads the orders that this client has placed, for the verifier. */
    public Map<String, SentOrder> load(Collection<String> references) {
        Map<String, SentOrder> orders = new HashMap<>();
        if (!references.isEmpty()) {
            jdbc.sql(
                            """
                            SELECT order_reference, order_digest, trading_id FROM placed_order
                            WHERE order_reference IN (:references)
                            """)
                    .param("references", references)
                    .query(row -> {
                        orders.put(
                                row.getString("order_reference"),
                                new SentOrder(
                                        row.getString("order_reference"),
                                        row.getString("order_digest"),
                                        row.getString("trading_id")));
                    });
        }
        return orders;
    }

    /** Marks orders as accepted, in the transaction that inserts their trades. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void markAccepted(Map<String, String> tradingIds, Instant now) {
        if (!tradingIds.isEmpty()) {
            batches.batchUpdate(
                    """
                    UPDATE placed_order SET state = 'ACCEPTED', trading_id = ?, reasons = NULL, answered_at = ?
                    WHERE order_reference = ?
                    """,
                    tradingIds.entrySet().stream()
                            .map(entry -> new Object[] {entry.getValue(), time(now), entry.getKey()})
                            .toList());
        }
    }

    /** Marks an order as refused, unless the order is already accepted. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void markRefused(String reference, String reasons, Instant now) {
        jdbc.sql(
                        """
                        UPDATE placed_order SET state = 'REFUSED', reasons = ?, answered_at = ?
                        WHERE order_reference = ? AND state <> 'ACCEPTED'
                        """)
                .params(reasons, time(now), reference)
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
