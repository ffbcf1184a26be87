package org.coincide.client.ordering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The orders that users have placed, in the table {@code placed_order}. */
@Repository
class PlacedOrders {

    private final JdbcClient jdbc;

    PlacedOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                        SELECT * FROM placed_order ORDER BY placed_at DESC, order_reference DESC
                        OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY
                        """)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> view(row))
                .list();
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
            throw new UncheckedIOException("The column placed_order.reasons contains invalid JSON", e);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
