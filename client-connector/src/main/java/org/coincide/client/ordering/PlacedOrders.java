package org.coincide.client.ordering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.contract.Json;
import org.coincide.client.verification.SentOrder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The orders that this client placed; what is WAITING or unanswered in it is the outbox. */
@Repository
public class PlacedOrders {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PlacedOrders(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void store(String reference, String digest, String event, Instant now) {
        jdbc.sql(
                        """
                        INSERT INTO placed_order (order_reference, order_digest, event_body, state, placed_at, due_at, attempts)
                        VALUES (?, ?, ?, 'WAITING', ?, ?, 0)
                        """)
                .params(reference, digest, event, time(now), time(now))
                .update();
    }

    Optional<String> digest(String reference) {
        return jdbc.sql("SELECT order_digest FROM placed_order WHERE order_reference = ?")
                .param(reference)
                .query(String.class)
                .optional();
    }

    Optional<OrderView> find(String reference) {
        return jdbc.sql("SELECT * FROM placed_order WHERE order_reference = ?")
                .param(reference)
                .query((row, index) -> view(row))
                .optional();
    }

    List<OrderView> newest(int limit, int offset) {
        return jdbc.sql(
                        """
                        SELECT * FROM placed_order ORDER BY placed_at DESC, order_reference
                        OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY
                        """)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> view(row))
                .list();
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

    /** The orders among those named that this client placed, for the verifier. */
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

    /** Notes which trades the orders became; belongs to the transaction that opens the trades. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void accepted(Map<String, String> tradingIds, Instant now) {
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

    /** Notes why the server did not take an order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refused(String reference, String reasons, Instant now) {
        jdbc.sql(
                        """
                        UPDATE placed_order SET state = 'REFUSED', reasons = ?, answered_at = ?
                        WHERE order_reference = ? AND state <> 'ACCEPTED'
                        """)
                .params(reasons, time(now), reference)
                .update();
    }

    private static OrderView view(ResultSet row) throws SQLException {
        var answered = row.getObject("answered_at", OffsetDateTime.class);
        return new OrderView(
                row.getString("order_reference"),
                OrderState.valueOf(row.getString("state")),
                row.getString("trading_id"),
                reasons(row.getString("reasons")),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                answered == null ? null : answered.toInstant(),
                row.getInt("attempts"));
    }

    private static JsonNode reasons(String stored) {
        try {
            return stored == null ? null : Json.STRICT.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The reasons stored for a refused order are not JSON", e);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
