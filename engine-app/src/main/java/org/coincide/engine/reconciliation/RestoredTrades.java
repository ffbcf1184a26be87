package org.coincide.engine.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.TradeGuard;
import org.coincide.engine.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The trades that were restored from a client's evidence, until an operator has settled the differences of their books. */
@Repository
public class RestoredTrades implements TradeTables, TradeGuard {

    /** A trade whose differences are not settled. */
    public record Unsettled(String tradingId, Instant restoredAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    RestoredTrades(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds a trade; one that was restored before is open again. */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(String tradingId) {
        jdbc.sql("DELETE FROM restored_trade WHERE trading_id = ?")
                .param(tradingId)
                .update();
        jdbc.sql("INSERT INTO restored_trade (trading_id, restored_at) VALUES (?, ?)")
                .params(tradingId, now())
                .update();
    }

    /** Returns the trades that are not settled, oldest first. */
    public List<Unsettled> unsettled(int limit) {
        return jdbc.sql(
                        """
                        SELECT trading_id, restored_at FROM restored_trade WHERE settled_at IS NULL
                        ORDER BY restored_at, trading_id LIMIT ?""")
                .param(limit)
                .query(RecordMapper.of(Unsettled.class))
                .list();
    }

    /** Records that an operator has settled the differences; returns whether the trade was unsettled. */
    @Transactional
    public boolean settle(String tradingId, String operator, String note) {
        return jdbc.sql(
                                """
                                UPDATE restored_trade SET settled_at = ?, settled_by = ?, note = ?
                                WHERE trading_id = ? AND settled_at IS NULL""")
                        .params(now(), operator, note, tradingId)
                        .update()
                == 1;
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("restored_trade"));
    }

    @Override
    public Set<String> mustStay(Collection<String> tradingIds) {
        return jdbc.sql("SELECT trading_id FROM restored_trade WHERE trading_id IN (:ids) AND settled_at IS NULL")
                .param("ids", tradingIds)
                .query(String.class)
                .set();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
