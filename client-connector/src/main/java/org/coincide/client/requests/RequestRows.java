package org.coincide.client.requests;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored rows of requests about trades, column by column, for their verification. */
@Repository
public class RequestRows {

    private final JdbcClient jdbc;

    RequestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The requests after an identifier, in the database's order. */
    public List<Map<String, Object>> after(String id, int limit) {
        return jdbc.sql("SELECT * FROM trade_request WHERE id > :after ORDER BY id FETCH NEXT :limit ROWS ONLY")
                .param("after", id)
                .param("limit", limit)
                .query()
                .listOfRows();
    }

    /** The requests about the trades. */
    public List<Map<String, Object>> of(Collection<String> tradingIds) {
        return tradingIds.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT * FROM trade_request WHERE trading_id IN (:ids)")
                        .param("ids", tradingIds)
                        .query()
                        .listOfRows();
    }
}
