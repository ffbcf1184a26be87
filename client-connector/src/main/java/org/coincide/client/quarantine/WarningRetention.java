package org.coincide.client.quarantine;

import java.util.List;
import org.coincide.client.paging.Paging;
import org.coincide.client.quarantine.WarningGroup.State;
import org.coincide.client.retention.RemovableTrade;
import org.coincide.client.retention.TradeGuard;
import org.coincide.client.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Removes the warnings about removed trades, and the messages behind them. A trade stays with a message that waits, and with a warning that
 * nobody has acknowledged or settled and that has not healed.
 */
@Repository
class WarningRetention implements TradeGuard, TradeTables {

    private final JdbcClient jdbc;
    private final WarningGroups groups;

    WarningRetention(JdbcClient jdbc, WarningGroups groups) {
        this.jdbc = jdbc;
        this.groups = groups;
    }

    @Override
    public boolean mustStay(RemovableTrade trade) {
        return groups.of(trade.tradingId(), Paging.LONGEST, 0).stream().anyMatch(group -> group.state() == State.OPEN)
                || isWaiting(trade.tradingId())
                || isOpenWithoutTrade(trade.tradingId());
    }

    private boolean isWaiting(String tradingId) {
        return jdbc.sql("SELECT COUNT(*) FROM quarantine WHERE trading_id = ? AND state = 'WAITING'")
                        .param(tradingId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Warnings of unverified origin form one group for all trades. */
    private boolean isOpenWithoutTrade(String tradingId) {
        return jdbc.sql(
                                """
                                SELECT COUNT(*) FROM quarantine q JOIN warning_group g
                                  ON g.warning_type = q.warning_type AND g.trading_id = ''
                                WHERE q.trading_id = ? AND q.state <> 'APPLIED' AND g.acknowledged < g.warnings
                                """)
                        .param(tradingId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(
                new TradeTable(
                        1,
                        "warning",
                        "trading_id = :id OR quarantine_id IN (SELECT id FROM quarantine WHERE trading_id = :id)"),
                TradeTable.of("warning_group"),
                // A message of another kind can be behind the warnings of several trades.
                new TradeTable(
                        2,
                        "quarantine",
                        "trading_id = :id AND NOT EXISTS (SELECT 1 FROM warning w WHERE w.quarantine_id = quarantine.id)"));
    }
}
