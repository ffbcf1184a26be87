package org.coincide.engine.operations.trades;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.engine.operations.trades.TradeConditions.Flag;
import org.coincide.engine.reconciliation.Discrepancies;
import org.coincide.engine.reconciliation.Discrepancies.TradeDiscrepancy;
import org.coincide.engine.trade.TradeSearch;
import org.springframework.stereotype.Component;

/** Finds what an operator has to look at in trades. */
@Component
class TradeFindings {

    private final TradeSearch search;
    private final TradeConditions conditions;
    private final Discrepancies discrepancies;

    TradeFindings(TradeSearch search, TradeConditions conditions, Discrepancies discrepancies) {
        this.search = search;
        this.conditions = conditions;
        this.discrepancies = discrepancies;
    }

    /** Returns those of the trades that have each flag. */
    Map<Flag, Set<String>> flagged(Collection<String> tradingIds) {
        Map<Flag, Set<String>> flagged = new EnumMap<>(Flag.class);
        for (Flag flag : Flag.values()) {
            flagged.put(flag, search.matching(tradingIds, conditions.of(flag)));
        }
        return flagged;
    }

    List<Flag> flags(String tradingId) {
        Map<Flag, Set<String>> flagged = flagged(List.of(tradingId));
        return Arrays.stream(Flag.values())
                .filter(flag -> flagged.get(flag).contains(tradingId))
                .toList();
    }

    List<TradeDiscrepancy> discrepancies(String tradingId) {
        return discrepancies.of(tradingId);
    }
}
