package org.coincide.engine.trade;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.reading.Parts;
import org.coincide.engine.trade.status.Statuses;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts and pages of many trades, as committed, and read without a lock. */
@Repository
public class TradeOverview {

    /**
     * An open trade, without its contents.
     *
     * @param sequence sequence of the last message
     */
    public record OpenTrade(String tradingId, long sequence, Statuses statuses) {}

    private final JdbcClient jdbc;

    TradeOverview(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns whether the client has a trade that is not closed. */
    public boolean anyOpenOf(String clientId) {
        return !jdbc.sql("SELECT trading_id FROM trade WHERE client_id = ? AND closed = FALSE LIMIT 1")
                .param(clientId)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Returns the number of a client's open trades, counted up to a limit. */
    public long openOf(String clientId, int limit) {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM (SELECT trading_id FROM trade WHERE client_id = ? AND closed = FALSE LIMIT ?)"
                                + " AS open_trade")
                .params(clientId, limit)
                .query(Long.class)
                .single();
    }

    /** Returns when the first of a client's last accepted orders was accepted; empty if fewer were since the time. */
    public Optional<Instant> lastAccepted(String clientId, int orders, Instant since) {
        return jdbc.sql("SELECT accepted_at FROM trade WHERE client_id = ? AND accepted_at > ?"
                        + " ORDER BY client_id DESC, accepted_at DESC LIMIT 1 OFFSET ?")
                .params(clientId, since.atOffset(ZoneOffset.UTC), orders - 1)
                .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Returns a page of a client's trades, oldest first: at most {@code limit} trades after {@code after} (null: from the first). */
    public List<Trade> ofClient(String clientId, Trade after, int limit) {
        List<String> page = jdbc.sql(TradeRows.PAGE_OF_IDS)
                .param("client", clientId)
                .param("after", TradeRows.at(after == null ? Instant.EPOCH : after.acceptedAt()))
                .param("afterId", after == null ? "" : after.tradingId())
                .param("limit", limit)
                .query(String.class)
                .list();
        return page.isEmpty()
                ? List.of()
                : TradeRows.read(jdbc.sql(TradeRows.SELECT + " WHERE t.trading_id IN (:page)" + TradeRows.IN_ORDER)
                        .param("page", page));
    }

    /** Returns the articles of each of these trades, by the number of their line. */
    public Map<String, Map<Integer, String>> articles(Collection<String> tradingIds) {
        Map<String, Map<Integer, String>> articles = new HashMap<>();
        for (List<String> part : Parts.of(tradingIds)) {
            jdbc.sql("SELECT trading_id, number, sku FROM trade_line WHERE trading_id IN (:ids)")
                    .param("ids", part)
                    .query(row -> {
                        articles.computeIfAbsent(row.getString("trading_id"), trade -> new HashMap<>())
                                .put(row.getInt("number"), row.getString("sku"));
                    });
        }
        return articles;
    }

    /** Returns a page of the open trades, by trading identifier. */
    public List<OpenTrade> open(String afterId, int limit) {
        return jdbc.sql(TradeRows.PAGE_OF_OPEN)
                .params(afterId, limit)
                .query((row, index) ->
                        new OpenTrade(row.getString("trading_id"), row.getLong("sequence"), TradeRows.statuses(row)))
                .list();
    }

    /** Returns the number of open trades by their statuses, of at most {@code limit} trades. */
    public Map<Statuses, Long> openByStatuses(int limit) {
        Map<Statuses, Long> counts = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT order_status, delivery_status, payment_status, COUNT(*) AS trades FROM
                        (SELECT order_status, delivery_status, payment_status FROM trade WHERE closed = FALSE LIMIT ?) AS open_trade
                        GROUP BY order_status, delivery_status, payment_status""")
                .param(limit)
                .query((row, index) -> counts.put(TradeRows.statuses(row), row.getLong("trades")))
                .list();
        return counts;
    }
}
