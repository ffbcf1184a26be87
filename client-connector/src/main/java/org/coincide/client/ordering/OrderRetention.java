package org.coincide.client.ordering;

import java.util.List;
import org.coincide.client.retention.RemovableTrade;
import org.coincide.client.retention.TradeGuard;
import org.coincide.client.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Removes the orders of removed trades. A trade whose order is still sent stays. */
@Repository
class OrderRetention implements TradeGuard, TradeTables {

    private final JdbcClient jdbc;

    OrderRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean mustStay(RemovableTrade trade) {
        return jdbc.sql(
                                "SELECT COUNT(*) FROM order_dispatch d JOIN placed_order o ON o.order_reference = d.order_reference"
                                        + " WHERE o.order_reference = ? AND o.state = 'OPEN'")
                        .param(trade.orderReference())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(
                new TradeTable(1, "order_dispatch", "order_reference = :reference"),
                new TradeTable(3, "placed_order", "order_reference = :reference"));
    }
}
