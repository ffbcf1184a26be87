package org.coincide.client.ordering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.contract.Json;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.NewEntry;
import org.coincide.client.signatures.SigningKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The orders that users have placed, in the tables {@code placed_order} and {@code order_dispatch}. */
@Repository
class PlacedOrders {

    private static final String FROM =
            " FROM placed_order o LEFT JOIN order_dispatch d ON d.order_reference = o.order_reference";

    private static final String SELECT = "SELECT o.*, d.attempts" + FROM;

    private static final String IN_STATES =
            """
             WHERE o.state IN (:stored)
              AND CASE WHEN o.state <> 'OPEN' THEN o.state WHEN d.attempts = 0 THEN 'WAITING' ELSE 'SENT' END IN (:states)
            """;

    private final JdbcClient jdbc;
    private final LedgerEntries ledger;
    private final SigningKey key;

    PlacedOrders(JdbcClient jdbc, LedgerEntries ledger, SigningKey key) {
        this.key = key;
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /** Appends the order to the ledger and stores it, to be sent. */
    @Transactional
    public void store(String reference, String digest, String event, Instant now) {
        long number = ledger.append(List.of(new NewEntry(EntryKind.ORDER, now, event, key.sign(event))));
        jdbc.sql(
                        """
                        INSERT INTO placed_order (order_reference, order_digest, event_body, state, placed_at, entry_number)
                        VALUES (?, ?, ?, 'OPEN', ?, ?)
                        """)
                .params(reference, digest, event, time(now), number)
                .update();
        jdbc.sql("INSERT INTO order_dispatch (order_reference, due_at, attempts) VALUES (?, ?, 0)")
                .params(reference, time(now))
                .update();
    }

    Optional<String> digest(String reference) {
        return jdbc.sql("SELECT order_digest FROM placed_order WHERE order_reference = ?")
                .param(reference)
                .query(String.class)
                .optional();
    }

    Optional<OrderView> find(String reference) {
        return jdbc.sql(SELECT + " WHERE o.order_reference = ?")
                .param(reference)
                .query((row, index) -> view(row))
                .optional();
    }

    /** The message of an order, exactly as sent. */
    Optional<String> event(String reference) {
        return jdbc.sql("SELECT event_body FROM placed_order WHERE order_reference = ?")
                .param(reference)
                .query(String.class)
                .optional();
    }

    /** The messages of the newest orders, newest first. */
    List<String> newestEvents(int limit) {
        return jdbc.sql(
                        """
                        SELECT event_body FROM placed_order ORDER BY placed_at DESC, order_reference DESC
                        FETCH NEXT :limit ROWS ONLY
                        """)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    List<OrderView> newest(Set<OrderState> states, int limit, int offset) {
        return jdbc.sql(
                        SELECT
                                + IN_STATES
                                + """
                        ORDER BY o.placed_at DESC, o.order_reference DESC
                        OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY
                        """)
                .param("stored", stored(states))
                .param("states", names(states))
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> view(row))
                .list();
    }

    long count(Set<OrderState> states) {
        return jdbc.sql("SELECT COUNT(*)" + FROM + IN_STATES)
                .param("stored", stored(states))
                .param("states", names(states))
                .query(Long.class)
                .single();
    }

    private static List<String> stored(Set<OrderState> states) {
        return states.stream().map(OrderState::stored).distinct().toList();
    }

    private static List<String> names(Set<OrderState> states) {
        return states.stream().map(OrderState::name).toList();
    }

    long countOpen(int limit) {
        return jdbc.sql(
                        """
                        SELECT COUNT(*) FROM
                        (SELECT order_reference FROM placed_order WHERE state = 'OPEN' FETCH FIRST :limit ROWS ONLY) AS open_order
                        """)
                .param("limit", limit)
                .query(Long.class)
                .single();
    }

    Optional<Instant> oldestOpen(int limit) {
        return jdbc.sql(
                        """
                        SELECT MIN(placed_at) FROM
                        (SELECT placed_at FROM placed_order WHERE state = 'OPEN' FETCH FIRST :limit ROWS ONLY) AS open_order
                        """)
                .param("limit", limit)
                .query((row, index) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    private static OrderView view(ResultSet row) throws SQLException {
        var answered = row.getObject("answered_at", OffsetDateTime.class);
        return new OrderView(
                row.getString("order_reference"),
                OrderState.of(row.getString("state"), row.getInt("attempts")),
                row.getString("trading_id"),
                reasons(row.getString("reasons")),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                answered == null ? null : answered.toInstant(),
                row.getInt("attempts"),
                row.getString("adopted"));
    }

    private static JsonNode reasons(String stored) {
        try {
            return stored == null ? null : Json.STRICT.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The column placed_order.reasons contains invalid JSON", e);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
