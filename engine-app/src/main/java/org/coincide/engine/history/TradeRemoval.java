package org.coincide.engine.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.coincide.engine.retention.TradeGuard;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.retention.TradeTables.TradeTable;
import org.coincide.engine.statements.StatedRange;
import org.coincide.engine.trade.TradeHeads;
import org.coincide.engine.trade.TradeHeads.Head;
import org.coincide.engine.trade.TradeHeads.Position;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes the oldest trades of a client, in the order of acceptance, up to the first one that must stay. So a full statement, which then
 * begins behind the last removed trade, still names every trade in its range, and no client takes a removed trade for a denied one.
 */
@Component
public class TradeRemoval {

    private final TradeHeads heads;
    private final List<TradeGuard> guards;
    private final List<TradeTable> tables;
    private final StatedRange range;
    private final Removal removal;
    private final RetentionProperties properties;

    TradeRemoval(
            TradeHeads heads,
            List<TradeGuard> guards,
            List<TradeTables> owners,
            StatedRange range,
            Removal removal,
            RetentionProperties properties) {
        this.heads = heads;
        this.guards = guards;
        this.tables = owners.stream()
                .flatMap(owner -> owner.tables().stream())
                .sorted(Comparator.comparingInt(TradeTable::order))
                .toList();
        this.range = range;
        this.removal = removal;
        this.properties = properties;
    }

    /** Returns the names of the tables with rows of trades. */
    public List<String> tables() {
        return tables.stream().map(TradeTable::name).toList();
    }

    /** Removes a batch of a client's trades; returns their number. */
    @Transactional
    public int remove(String clientId, Instant now) {
        List<Head> removable = removable(clientId, now, properties.trades());
        if (removable.isEmpty()) {
            return 0;
        }
        Head last = removable.get(removable.size() - 1);
        range.beginAfter(clientId, new Position(last.acceptedAt(), last.tradingId()));
        Map<String, Collection<String>> ids =
                Map.of("ids", removable.stream().map(Head::tradingId).toList());
        tables.forEach(table -> removal.remove(table.name(), table.condition(), ids));
        return removable.size();
    }

    private List<Head> removable(String clientId, Instant now, Duration retention) {
        List<Head> oldest = heads.page(clientId, null, properties.batch());
        Set<String> ids = oldest.stream().map(Head::tradingId).collect(Collectors.toSet());
        Set<String> expired = heads.closedBefore(ids, now.minus(retention));
        List<Head> leading = oldest.stream()
                .takeWhile(head -> expired.contains(head.tradingId()))
                .toList();
        if (leading.isEmpty()) {
            return List.of();
        }
        Set<String> candidates = leading.stream().map(Head::tradingId).collect(Collectors.toSet());
        Set<String> staying = guards.stream()
                .flatMap(guard -> guard.mustStay(candidates).stream())
                .collect(Collectors.toSet());
        return leading.stream()
                .takeWhile(head -> !staying.contains(head.tradingId()))
                .toList();
    }
}
