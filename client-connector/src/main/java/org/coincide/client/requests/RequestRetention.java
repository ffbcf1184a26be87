package org.coincide.client.requests;

import java.util.List;
import org.coincide.client.retention.RemovableTrade;
import org.coincide.client.retention.TradeGuard;
import org.coincide.client.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Removes the requests of removed trades. A trade with a message to the server that is not sent stays. */
@Repository
class RequestRetention implements TradeGuard, TradeTables {

    private final JdbcClient jdbc;

    RequestRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean mustStay(RemovableTrade trade) {
        return jdbc.sql("SELECT COUNT(*) FROM request WHERE subject IN (?, ?) AND state <> 'SENT'")
                        .params(trade.tradingId(), trade.orderReference())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("trade_request"), new TradeTable(1, "request", "subject IN (:id, :reference)"));
    }
}
