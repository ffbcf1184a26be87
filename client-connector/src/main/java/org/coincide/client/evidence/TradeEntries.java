package org.coincide.client.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerRows;
import org.coincide.client.ordering.OrderRows;
import org.coincide.client.requests.RequestRows;
import org.coincide.client.settlement.Settlements;
import org.springframework.stereotype.Component;

/** The ledger entries that concern one trade. */
@Component
class TradeEntries {

    private static final int PAGE = 200;

    private final LedgerEntries entries;
    private final LedgerRows trades;
    private final OrderRows orders;
    private final RequestRows requests;
    private final Settlements settlements;

    TradeEntries(
            LedgerEntries entries, LedgerRows trades, OrderRows orders, RequestRows requests, Settlements settlements) {
        this.entries = entries;
        this.trades = trades;
        this.orders = orders;
        this.requests = requests;
        this.settlements = settlements;
    }

    /** Returns the numbers of the entries; empty if the ledger does not contain the trade. */
    Collection<Long> of(String tradingId) {
        var trade = trades.trades(List.of(tradingId));
        Set<Long> numbers = new TreeSet<>();
        if (!trade.isEmpty()) {
            add(numbers, orders.of(List.of(String.valueOf(trade.get(0).get("order_reference")))));
            add(numbers, trades.history(List.of(tradingId)));
            add(numbers, requests.of(List.of(tradingId)));
            var settled = settlements.rowsOf(List.of(tradingId));
            add(numbers, settled);
            if (settled.stream().anyMatch(row -> "RECEIVED".equals(row.get("choice")))) {
                addSuperseded(numbers, tradingId);
            }
        }
        return numbers;
    }

    /** Adds the messages that a settlement has replaced. No row refers to them any more. */
    private void addSuperseded(Set<Long> numbers, String tradingId) {
        var page = entries.after(0, PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(entry -> entry.kind().equals(EntryKind.MESSAGE.name())
                            && entry.body().contains(tradingId))
                    .forEach(entry -> numbers.add(entry.number()));
            page = entries.after(page.get(page.size() - 1).number(), PAGE);
        }
    }

    private static void add(Set<Long> numbers, List<Map<String, Object>> rows) {
        for (var row : rows) {
            for (var column : List.of("entry_number", "answer_entry")) {
                if (row.get(column) instanceof Number number) {
                    numbers.add(number.longValue());
                }
            }
        }
    }
}
