package org.coincide.client.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.coincide.client.verification.Trade;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Search of trades, in the tables {@code trade} and {@code trade_due}. */
@Repository
public class TradeSearch {

    /** A page of a result, and the number of all trades of the result. */
    public record Page(List<Trade> trades, long total) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    TradeSearch(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Returns a page of the trades that meet all conditions. */
    public Page find(TradeQuery query) {
        Map<String, Object> values = new HashMap<>();
        var where = conditions(query, values);
        long total = jdbc.sql("SELECT COUNT(*) FROM trade" + where)
                .params(values)
                .query(Long.class)
                .single();
        values.put("offset", query.offset());
        values.put("limit", query.limit());
        var order = query.sort().columns();
        if (query.after() != null) {
            values.put("after", query.after());
            where += (where.isEmpty() ? " WHERE " : " AND ") + "trading_id > :after";
            order = "trading_id";
        }
        var trades = jdbc.sql("SELECT * FROM trade" + where + " ORDER BY " + order
                        + " OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY")
                .params(values)
                .query((row, index) -> TradeRows.trade(row, List.of()).trade())
                .list();
        return new Page(trades, total);
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
        due.forEach((id, times) -> times.stream()
                .min(Instant::compareTo)
                .ifPresent(time -> rows.add(new Object[] {id, LedgerColumns.time(time)})));
        batches.batchUpdate("INSERT INTO trade_due (trading_id, due_at) VALUES (?, ?)", rows);
    }

    private static String conditions(TradeQuery query, Map<String, Object> values) {
        List<String> all = new ArrayList<>();
        if (query.text() != null && !query.text().isBlank()) {
            values.put("part", "%" + escaped(query.text()) + "%");
            values.put("start", escaped(query.text()) + "%");
            all.add("(LOWER(order_reference) LIKE :part ESCAPE '!' OR trading_id LIKE :start ESCAPE '!')");
        }
        addStatuses("order", query.order(), all, values);
        addStatuses("delivery", query.delivery(), all, values);
        addStatuses("payment", query.payment(), all, values);
        if (query.closed() != null) {
            all.add("closed = " + (query.closed() ? "TRUE" : "FALSE"));
        }
        if (query.tradingIds() != null) {
            // An empty list has no syntax in SQL.
            values.put("ids", query.tradingIds().isEmpty() ? List.of("") : query.tradingIds());
            all.add("trading_id IN (:ids)");
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
