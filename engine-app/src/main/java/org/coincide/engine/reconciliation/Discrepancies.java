package org.coincide.engine.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.coincide.engine.json.StorableText;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.reconciliation.Discrepancy.Finding;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.coincide.engine.retention.TradeGuard;
import org.coincide.engine.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The discrepancies of trades. An ended discrepancy is kept. */
@Repository
public class Discrepancies implements TradeTables, TradeGuard, ExpiredRows {

    /** Condition of {@code TradeSearch}: the trade has an open discrepancy. */
    public static final String OPEN_OF_TRADE =
            "t.trading_id IN (SELECT trading_id FROM trade_discrepancy WHERE ended_at IS NULL)";

    private static final int LONGEST_TEXT = 1_000;

    private static final String OPEN =
            "SELECT id, trading_id, kind, text, found_at FROM trade_discrepancy WHERE ended_at IS NULL";

    /**
     * A discrepancy of a known trade.
     *
     * @param endedAt null while it is open
     */
    public record TradeDiscrepancy(Discrepancy.Kind kind, String text, Instant foundAt, Instant endedAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RetentionProperties retention;

    Discrepancies(JdbcClient jdbc, Clock clock, RetentionProperties retention) {
        this.retention = retention;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Adds a finding; the caller holds the lock of the trade.
     *
     * @return whether the finding is new
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean add(Finding finding) {
        boolean known = jdbc.sql(
                                "SELECT COUNT(*) FROM trade_discrepancy WHERE trading_id = ? AND kind = ? AND ended_at IS NULL")
                        .params(finding.tradingId(), finding.kind().name())
                        .query(Long.class)
                        .single()
                > 0;
        if (!known) {
            jdbc.sql("INSERT INTO trade_discrepancy (trading_id, kind, text, found_at) VALUES (?, ?, ?, ?)")
                    .params(
                            finding.tradingId(),
                            finding.kind().name(),
                            StorableText.shortened(finding.text(), LONGEST_TEXT),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        return !known;
    }

    @Transactional
    void end(long id) {
        jdbc.sql("UPDATE trade_discrepancy SET ended_at = ? WHERE id = ? AND ended_at IS NULL")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /** Returns the open discrepancies, oldest first. */
    public List<Discrepancy> open(int limit) {
        return jdbc.sql(OPEN + " ORDER BY id LIMIT ?")
                .param(limit)
                .query(RecordMapper.of(Discrepancy.class))
                .list();
    }

    /** Returns the discrepancies of a trade, the open ones first. */
    public List<TradeDiscrepancy> of(String tradingId) {
        return jdbc.sql(
                        """
                        SELECT kind, text, found_at, ended_at FROM trade_discrepancy WHERE trading_id = ?
                        ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, id DESC""")
                .param(tradingId)
                .query(RecordMapper.of(TradeDiscrepancy.class))
                .list();
    }

    /** Returns the number of trades with an open discrepancy. */
    public long openTrades() {
        return jdbc.sql("SELECT COUNT(DISTINCT trading_id) FROM trade_discrepancy WHERE ended_at IS NULL")
                .query(Long.class)
                .single();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("trade_discrepancy"));
    }

    @Override
    public Set<String> mustStay(Collection<String> tradingIds) {
        return jdbc.sql(
                        "SELECT DISTINCT trading_id FROM trade_discrepancy WHERE trading_id IN (:ids) AND ended_at IS NULL")
                .param("ids", tradingIds)
                .query(String.class)
                .set();
    }

    @Override
    public int removeExpired(Instant now, int limit, Removal removal) {
        return removal.remove(
                "trade_discrepancy",
                "id",
                jdbc.sql("SELECT id FROM trade_discrepancy WHERE ended_at < ? ORDER BY id LIMIT ?")
                        .params(now.minus(retention.discrepancies()).atOffset(ZoneOffset.UTC), limit)
                        .query(Long.class)
                        .list());
    }
}
