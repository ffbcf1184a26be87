package org.coincide.engine.trade;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The last messages of a client's trades, without the trades' contents. */
@Repository
public class TradeHeads {

    /**
     * The last message of a trade.
     *
     * @param sequence sequence of the last message
     * @param digest SHA-256 of its body
     */
    public record Head(
            String tradingId,
            String orderReference,
            long sequence,
            String digest,
            boolean closed,
            Instant acceptedAt) {}

    /** Position of a trade in the order in which a client's trades were accepted. */
    public record Position(Instant acceptedAt, String tradingId) {}

    private static final String SELECT =
            "SELECT trading_id, client_id, order_reference, sequence, last_digest, closed, accepted_at FROM trade ";

    private final JdbcClient jdbc;

    TradeHeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Returns the heads of these trades, as far as they are the client's. The client is compared here: in the statement, it would make HSQLDB
     * read all trades of the client by their index.
     */
    public List<Head> of(String clientId, Collection<String> tradingIds) {
        List<Head> own = new ArrayList<>();
        if (!tradingIds.isEmpty()) {
            jdbc.sql(SELECT + "WHERE trading_id IN (:ids) ORDER BY accepted_at, trading_id")
                    .param("ids", tradingIds)
                    .query(row -> {
                        if (clientId.equals(row.getString("client_id"))) {
                            own.add(head(row));
                        }
                    });
        }
        return own;
    }

    /** Returns the position of the trade's order in its W3C trace. It never changes, so it is read without the lock of the trade. */
    public Optional<String> traceParent(String tradingId) {
        return jdbc.sql("SELECT trace_parent FROM trade WHERE trading_id = ? AND trace_parent IS NOT NULL")
                .param(tradingId)
                .query(String.class)
                .optional();
    }

    /** Returns whether there is a trade with this identifier, of any client. */
    public boolean exists(String tradingId) {
        return jdbc.sql("SELECT COUNT(*) FROM trade WHERE trading_id = ?")
                        .param(tradingId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Returns a page of a client's heads, oldest first: those after a trade (null: from the first). */
    public List<Head> page(String clientId, Position after, int limit) {
        return jdbc.sql(
                        SELECT
                                + """
                        WHERE client_id = :client AND accepted_at >= :at AND (accepted_at > :at OR trading_id > :id)
                        ORDER BY client_id, accepted_at, trading_id LIMIT :limit""")
                .param("client", clientId)
                .param("at", TradeRows.at(after == null ? Instant.EPOCH : after.acceptedAt()))
                .param("id", after == null ? "" : after.tradingId())
                .param("limit", limit)
                .query((row, index) -> head(row))
                .list();
    }

    /** Returns the trades of a client that have changed since a time. Reads all trades of the client. */
    public List<String> changedSince(String clientId, Instant time) {
        return jdbc.sql("SELECT trading_id FROM trade WHERE client_id = ? AND changed_at >= ?")
                .params(clientId, TradeRows.at(time))
                .query(String.class)
                .list();
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getString("trading_id"),
                row.getString("order_reference"),
                row.getLong("sequence"),
                row.getString("last_digest"),
                row.getBoolean("closed"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant());
    }

    /** Returns those of the trades that are closed and have not changed since a time. Both are compared here, as in {@link #of}. */
    public Set<String> closedBefore(Collection<String> tradingIds, Instant time) {
        Set<String> closed = new HashSet<>();
        if (!tradingIds.isEmpty()) {
            jdbc.sql("SELECT trading_id, closed, changed_at FROM trade WHERE trading_id IN (:ids)")
                    .param("ids", tradingIds)
                    .query(row -> {
                        Instant changed = row.getObject("changed_at", OffsetDateTime.class)
                                .toInstant();
                        if (row.getBoolean("closed") && changed.isBefore(time)) {
                            closed.add(row.getString("trading_id"));
                        }
                    });
        }
        return closed;
    }

    /** Returns the sequence of the last message of each of the trades. */
    public Map<String, Long> sequences(Collection<String> tradingIds) {
        Map<String, Long> sequences = new HashMap<>();
        if (!tradingIds.isEmpty()) {
            jdbc.sql("SELECT trading_id, sequence FROM trade WHERE trading_id IN (:ids)")
                    .param("ids", tradingIds)
                    .query((row, index) -> sequences.put(row.getString(1), row.getLong(2)))
                    .list();
        }
        return sequences;
    }
}
