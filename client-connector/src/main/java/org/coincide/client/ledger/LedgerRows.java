package org.coincide.client.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored rows of trades, lines, due times and histories, column by column, for their verification. */
@Repository
public class LedgerRows {

    private final JdbcClient jdbc;

    LedgerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The trades after an identifier, in the database's order. */
    public List<Map<String, Object>> trades(String after, int limit) {
        return jdbc.sql("SELECT * FROM trade WHERE trading_id > :after ORDER BY trading_id FETCH NEXT :limit ROWS ONLY")
                .param("after", after)
                .param("limit", limit)
                .query()
                .listOfRows();
    }

    public List<Map<String, Object>> trades(Collection<String> tradingIds) {
        return select("SELECT * FROM trade WHERE trading_id IN (:ids)", tradingIds);
    }

    public List<Map<String, Object>> lines(Collection<String> tradingIds) {
        return select("SELECT * FROM trade_line WHERE trading_id IN (:ids) ORDER BY line_number", tradingIds);
    }

    public List<Map<String, Object>> dueTimes(Collection<String> tradingIds) {
        return select("SELECT * FROM trade_due WHERE trading_id IN (:ids)", tradingIds);
    }

    public List<Map<String, Object>> history(Collection<String> tradingIds) {
        return select("SELECT * FROM history_entry WHERE trading_id IN (:ids) ORDER BY sequence_number", tradingIds);
    }

    /** The trading identifiers of history entries whose trade is missing. */
    public List<String> historiesWithoutTrade(int limit) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT h.trading_id FROM history_entry h
                        LEFT JOIN trade t ON t.trading_id = h.trading_id WHERE t.trading_id IS NULL
                        FETCH NEXT :limit ROWS ONLY
                        """)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /** The trading identifiers of lines whose trade is missing. */
    public List<String> linesWithoutTrade(int limit) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT l.trading_id FROM trade_line l
                        LEFT JOIN trade t ON t.trading_id = l.trading_id WHERE t.trading_id IS NULL
                        FETCH NEXT :limit ROWS ONLY
                        """)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /** The trading identifiers of due times whose trade is missing. */
    public List<String> dueTimesWithoutTrade(int limit) {
        return jdbc.sql(
                        """
                        SELECT d.trading_id FROM trade_due d
                        LEFT JOIN trade t ON t.trading_id = d.trading_id WHERE t.trading_id IS NULL
                        FETCH NEXT :limit ROWS ONLY
                        """)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    private List<Map<String, Object>> select(String sql, Collection<String> tradingIds) {
        return tradingIds.isEmpty()
                ? List.of()
                : jdbc.sql(sql).param("ids", tradingIds).query().listOfRows();
    }
}
