package org.coincide.engine.warnings;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.coincide.engine.retention.TradeGuard;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.trade.TradeHeads;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The retention of warnings: those about a trade stay with it, and keep it while nobody has acknowledged them. */
@Repository
public class WarningRetention implements TradeTables, TradeGuard, ExpiredRows {

    private static final int PAGE = 500;

    private record OldWarning(long id, String tradingId) {}

    private final JdbcClient jdbc;
    private final TradeHeads heads;
    private final RetentionProperties retention;

    WarningRetention(JdbcClient jdbc, TradeHeads heads, RetentionProperties retention) {
        this.jdbc = jdbc;
        this.heads = heads;
        this.retention = retention;
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("client_warning"));
    }

    @Override
    public Set<String> mustStay(Collection<String> tradingIds) {
        return jdbc.sql(
                        "SELECT DISTINCT trading_id FROM client_warning WHERE trading_id IN (:ids) AND acknowledged_at IS NULL")
                .param("ids", tradingIds)
                .query(String.class)
                .set();
    }

    /** Removes old warnings that name no trade of this server. */
    @Override
    public int removeExpired(Instant now, int limit, Removal removal) {
        List<Long> removable = new ArrayList<>();
        List<OldWarning> page = old(0, now);
        while (!page.isEmpty() && removable.size() < limit) {
            Set<String> trades = heads.sequences(page.stream()
                            .map(OldWarning::tradingId)
                            .filter(Objects::nonNull)
                            .toList())
                    .keySet();
            page.stream()
                    .filter(warning -> !trades.contains(warning.tradingId()))
                    .map(OldWarning::id)
                    .forEach(removable::add);
            page = old(page.get(page.size() - 1).id(), now);
        }
        return removal.remove("client_warning", "id", removable);
    }

    private List<OldWarning> old(long after, Instant now) {
        return jdbc.sql(
                        "SELECT id, trading_id FROM client_warning WHERE id > ? AND received_at < ? ORDER BY id LIMIT ?")
                .params(after, now.minus(retention.warnings()).atOffset(ZoneOffset.UTC), PAGE)
                .query(RecordMapper.of(OldWarning.class))
                .list();
    }
}
