package org.coincide.client.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.coincide.client.paging.Page;
import org.coincide.client.verification.Trade;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Search of trades, in the tables {@code trade} and {@code trade_due}. */
@Repository
public class TradeSearch {

    /** Counts all trades of a result. */
    public static final int ALL = Integer.MAX_VALUE;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    TradeSearch(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * Returns a page of the trades that meet all conditions. The page is read first: the reading ends with its last trade, and if the page
     * is not full, its end is the number of all trades. Only a full page needs a count. The rows of the table are read for the trades of
     * the page only: on PostgreSQL, an index has all that the conditions need.
     *
     * @param countUpTo number up to which the trades of the result are counted
     */
    public Page<Trade> find(TradeQuery query, int countUpTo) {
        Map<String, Object> values = new HashMap<>();
        var where = conditions(query, values);
        var found = page(query, where, values);
        long end = found.isEmpty() ? 0 : query.offset() + found.size();
        boolean full = found.size() == query.limit() || found.isEmpty() && query.offset() > 0;
        if (!full && query.after() == null) {
            return new Page<>(found, end, false);
        }
        values.put("most", countUpTo == ALL ? ALL : countUpTo + 1);
        long counted = jdbc.sql(
                        countUpTo == ALL
                                ? "SELECT COUNT(*) FROM trade" + where
                                : "SELECT COUNT(*) FROM (SELECT trading_id FROM trade" + where
                                        + " FETCH FIRST :most ROWS ONLY) AS counted_trade")
                .params(values)
                .query(Long.class)
                .single();
        return new Page<>(found, Math.max(end, Math.min(counted, countUpTo)), counted > countUpTo);
    }

    private List<Trade> page(TradeQuery query, String conditions, Map<String, Object> values) {
        var given = new HashMap<>(values);
        given.put("offset", query.offset());
        given.put("limit", query.limit());
        var where = conditions;
        var order = query.sort().columns();
        if (query.after() != null) {
            given.put("after", query.after());
            where += (where.isEmpty() ? " WHERE " : " AND ") + "trading_id > :after";
            order = "trading_id";
        }
        var ids = jdbc.sql("SELECT trading_id FROM trade" + where + " ORDER BY " + order
                        + " OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY")
                .params(given)
                .query(String.class)
                .list();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, Trade> trades = new HashMap<>();
        jdbc.sql("SELECT * FROM trade WHERE trading_id IN (:ids)")
                .param("ids", ids)
                .query(row -> {
                    var trade = TradeRows.trade(row, List.of()).trade();
                    trades.put(trade.tradingId(), trade);
                });
        // A trade that was removed in between is left out.
        return ids.stream().map(trades::get).filter(Objects::nonNull).toList();
    }

    /** Returns the number of open trades whose next step is overdue, of at most {@code limit} trades with such a step. */
    public long countOverdue(Instant now, int limit) {
        return jdbc.sql(
                        """
                        SELECT COUNT(*) FROM trade WHERE closed = FALSE AND trading_id IN
                        (SELECT trading_id FROM trade_due WHERE due_at < :now ORDER BY due_at DESC FETCH FIRST :limit ROWS ONLY)
                        """)
                .param("now", LedgerColumns.time(now))
                .param("limit", limit)
                .query(Long.class)
                .single();
    }

    /** The trades after a trading identifier, in the order of the identifiers. */
    public List<Trade> after(String tradingId, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM trade WHERE trading_id > :id ORDER BY trading_id FETCH NEXT :limit ROWS ONLY
                        """)
                .param("id", tradingId)
                .param("limit", limit)
                .query((row, index) -> TradeRows.trade(row, List.of()).trade())
                .list();
    }

    /** Replaces the times when the trades' next steps are due, in the transaction that updates the trades. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replaceDueTimes(Map<String, List<Instant>> due) {
        batches.batchUpdate(
                "DELETE FROM trade_due WHERE trading_id = ?",
                due.keySet().stream().map(id -> new Object[] {id}).toList());
        List<Object[]> rows = new ArrayList<>();
        due.forEach((id, times) -> ProjectedColumns.due(id, times)
                .ifPresent(row -> rows.add(new Object[] {id, LedgerColumns.time((Instant) row.get("due_at"))})));
        batches.batchUpdate("INSERT INTO trade_due (trading_id, due_at) VALUES (?, ?)", rows);
    }

    private static String conditions(TradeQuery query, Map<String, Object> values) {
        List<String> all = new ArrayList<>();
        if (query.text() != null && !query.text().isBlank()) {
            values.put("part", "%" + escaped(query.text()) + "%");
            all.add("(LOWER(order_reference) LIKE :part ESCAPE '!' OR trading_id LIKE :part ESCAPE '!')");
        }
        addStatuses("order", query.order(), all, values);
        addStatuses("delivery", query.delivery(), all, values);
        addStatuses("payment", query.payment(), all, values);
        if (query.closed() != null) {
            // Most trades are closed. As an equality, HSQLDB would read all of them by their index, and sort them.
            all.add(query.closed() ? "closed <> FALSE" : "closed = FALSE");
        }
        if (query.among() != null) {
            all.add("trading_id IN (" + query.among() + ")");
        }
        if (query.overdueAt() != null) {
            values.put("overdue", LedgerColumns.time(query.overdueAt()));
            all.add("closed = FALSE AND trading_id IN (SELECT trading_id FROM trade_due WHERE due_at < :overdue)");
        }
        if (query.changedSince() != null) {
            values.put("since", LedgerColumns.time(query.changedSince()));
            all.add("changed_at >= :since");
        }
        return all.isEmpty() ? "" : all.stream().collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private static void addStatuses(
            String lifecycle, Collection<String> statuses, List<String> all, Map<String, Object> values) {
        if (statuses != null && !statuses.isEmpty()) {
            values.put(lifecycle, statuses);
            all.add(lifecycle + "_status IN (:" + lifecycle + ")");
        }
    }

    private static String escaped(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
    }
}
