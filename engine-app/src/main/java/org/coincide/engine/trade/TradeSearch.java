package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.trade.status.Statuses;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Search of the trades of all clients. Other packages contribute conditions on their own tables: SQL in which {@code t} is the row of the
 * trade.
 */
@Repository
public class TradeSearch {

    /** Orders of a result. */
    public enum Sort {
        NEWEST("t.accepted_at DESC, t.trading_id DESC"),
        OLDEST("t.accepted_at, t.trading_id"),
        CHANGED("t.changed_at DESC, t.trading_id DESC"),
        UNCHANGED("t.changed_at, t.trading_id"),
        REFERENCE("t.order_reference, t.trading_id"),
        AMOUNT("t.total DESC, t.trading_id DESC");

        private final String columns;

        Sort(String columns) {
            this.columns = columns;
        }
    }

    /** A condition on the row {@code t}, and the values of its named parameters. */
    public record Condition(String sql, Map<String, ?> values) {

        public Condition(String sql) {
            this(sql, Map.of());
        }
    }

    /**
     * Conditions that a trade must meet, and a page of the result.
     *
     * @param text part of the order reference or of the trading identifier; null for any
     * @param clientId null for any
     * @param statuses statuses by lifecycle, of which one must apply
     * @param closed null for both
     * @param since earliest time of the last change; null for any
     * @param offset number of skipped trades
     */
    public record Query(
            String text,
            String clientId,
            Map<Lifecycle, Set<String>> statuses,
            Boolean closed,
            Instant since,
            List<Condition> conditions,
            Sort sort,
            int limit,
            long offset) {}

    /** The lifecycles of a trade. */
    public enum Lifecycle {
        ORDER,
        DELIVERY,
        PAYMENT;

        private String column() {
            return "t." + name().toLowerCase(Locale.ROOT) + "_status";
        }
    }

    /** A trade of a result, without its contents and lines. */
    public record ListedTrade(
            String tradingId,
            String clientId,
            String orderReference,
            Statuses statuses,
            BigDecimal total,
            String currency,
            boolean closed,
            Instant acceptedAt,
            Instant changedAt) {}

    /**
     * A page of a result.
     *
     * @param total number of all trades of the result, counted up to a limit
     * @param more whether there are more trades than the counted ones
     */
    public record Page(List<ListedTrade> trades, long total, boolean more) {}

    /** Number of trades in a status. */
    public record StatusCount(String status, long trades) {}

    private static final String COLUMNS =
            """
            SELECT t.trading_id, t.client_id, t.order_reference, t.order_status, t.delivery_status, t.payment_status, t.total,
              t.currency, t.closed, t.accepted_at, t.changed_at""";

    /** Most trades are closed. As an equality, HSQLDB would search them by an index, and not by the times or in the order asked for. */
    private static final String CLOSED = "t.closed <> FALSE";

    private final JdbcClient jdbc;

    TradeSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Returns a page of the trades that meet all conditions. The page is read first: the reading ends with its last trade, and if the page
     * is not full, its end is the number of all trades. Only a full page needs a count, which ends at a limit as well: a count of all trades
     * costs more than everything else.
     *
     * @param countUpTo number up to which the trades of the result are counted
     */
    public Page find(Query query, int countUpTo) {
        Map<String, Object> values = new HashMap<>();
        String where = where(query, values);
        values.put("limit", query.limit());
        values.put("offset", query.offset());
        List<ListedTrade> page = jdbc.sql(COLUMNS + " FROM trade t" + where + " ORDER BY " + query.sort().columns
                        + " LIMIT :limit OFFSET :offset")
                .params(values)
                .query((row, index) -> listed(row))
                .list();
        long end = page.isEmpty() ? 0 : query.offset() + page.size();
        if (page.size() < query.limit() && (query.offset() == 0 || !page.isEmpty())) {
            return new Page(page, end, false);
        }
        values.put("most", countUpTo + 1);
        long counted = jdbc.sql("SELECT COUNT(*) FROM (SELECT t.trading_id FROM trade t" + where
                        + " LIMIT :most) AS counted_trade")
                .params(values)
                .query(Long.class)
                .single();
        return new Page(page, Math.max(end, Math.min(counted, countUpTo)), counted > countUpTo);
    }

    /** Returns those of the trades that meet a condition. */
    public Set<String> matching(Collection<String> tradingIds, Condition condition) {
        return tradingIds.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("SELECT t.trading_id FROM trade t WHERE t.trading_id IN (:page) AND ("
                                + condition.sql() + ")")
                        .params(condition.values())
                        .param("page", tradingIds)
                        .query(String.class)
                        .list());
    }

    /** Returns the number of trades that meet a condition. */
    public long count(Condition condition) {
        return jdbc.sql("SELECT COUNT(*) FROM trade t WHERE " + condition.sql())
                .params(condition.values())
                .query(Long.class)
                .single();
    }

    /** Returns the number of trades that meet a condition, by client. */
    public Map<String, Long> countByClient(Condition condition) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("SELECT t.client_id, COUNT(*) AS trades FROM trade t WHERE " + condition.sql()
                        + " GROUP BY t.client_id")
                .params(condition.values())
                .query(row -> {
                    counts.put(row.getString("client_id"), row.getLong("trades"));
                });
        return counts;
    }

    /** Returns the number of open trades in each status of each lifecycle, in the order of the statuses' names. */
    public Map<Lifecycle, List<StatusCount>> countOpen() {
        Map<Lifecycle, SortedMap<String, Long>> counts = new EnumMap<>(Lifecycle.class);
        for (Lifecycle lifecycle : Lifecycle.values()) {
            counts.put(lifecycle, new TreeMap<>());
        }
        jdbc.sql(
                        """
                        SELECT t.order_status, t.delivery_status, t.payment_status, COUNT(*) AS trades FROM trade t
                        WHERE t.closed = FALSE GROUP BY t.order_status, t.delivery_status, t.payment_status""")
                .query(row -> {
                    long trades = row.getLong("trades");
                    for (Lifecycle lifecycle : Lifecycle.values()) {
                        String status = row.getString(lifecycle.ordinal() + 1);
                        counts.get(lifecycle).merge(status, trades, Long::sum);
                    }
                });
        Map<Lifecycle, List<StatusCount>> open = new EnumMap<>(Lifecycle.class);
        counts.forEach((lifecycle, statuses) -> open.put(
                lifecycle,
                statuses.entrySet().stream()
                        .map(status -> new StatusCount(status.getKey(), status.getValue()))
                        .toList()));
        return open;
    }

    /** Returns the number of trades that closed since a time, in each status of the order. */
    public List<StatusCount> countClosed(Instant since) {
        return jdbc.sql("SELECT t.order_status AS status, COUNT(*) AS trades FROM trade t WHERE " + CLOSED
                        + " AND t.changed_at >= :since GROUP BY t.order_status ORDER BY 1")
                .param("since", TradeRows.at(since))
                .query(RecordMapper.of(StatusCount.class))
                .list();
    }

    private static String where(Query query, Map<String, Object> values) {
        List<String> all = new ArrayList<>();
        if (query.text() != null && !query.text().isBlank()) {
            values.put("part", "%" + escaped(query.text()) + "%");
            all.add("(LOWER(t.order_reference) LIKE :part ESCAPE '!' OR t.trading_id LIKE :part ESCAPE '!')");
        }
        if (query.clientId() != null) {
            values.put("client", query.clientId());
            // One client can have most trades. As an equality, HSQLDB would read and sort all of them (see CLOSED).
            all.add("t.client_id || '' = :client");
        }
        query.statuses().forEach((lifecycle, statuses) -> {
            if (!statuses.isEmpty()) {
                values.put(lifecycle.name(), statuses);
                all.add(lifecycle.column() + " IN (:" + lifecycle.name() + ")");
            }
        });
        if (query.closed() != null) {
            all.add(query.closed() ? CLOSED : "t.closed = FALSE");
        }
        if (query.since() != null) {
            values.put("since", TradeRows.at(query.since()));
            all.add("t.changed_at >= :since");
        }
        query.conditions().forEach(condition -> {
            values.putAll(condition.values());
            all.add("(" + condition.sql() + ")");
        });
        return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
    }

    private static String escaped(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
    }

    private static ListedTrade listed(ResultSet row) throws SQLException {
        return new ListedTrade(
                row.getString("trading_id"),
                row.getString("client_id"),
                row.getString("order_reference"),
                TradeRows.statuses(row),
                row.getBigDecimal("total"),
                row.getString("currency"),
                row.getBoolean("closed"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
