package org.coincide.client.evidence;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.coincide.client.contract.Json;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
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
    Set<Long> of(String tradingId) {
        var trade = trades.trades(List.of(tradingId));
        Set<Long> numbers = new TreeSet<>();
        if (!trade.isEmpty()) {
            var order = orders.of(List.of(String.valueOf(trade.get(0).get("order_reference"))));
            add(numbers, order);
            order.forEach(row -> addRefusals(numbers, row));
            add(numbers, trades.history(List.of(tradingId)));
            add(numbers, requests.of(List.of(tradingId)));
            var settled = settlements.rowsOf(List.of(tradingId));
            add(numbers, settled);
            if (settled.stream().anyMatch(row -> "RECEIVED".equals(row.get("choice")))) {
                addSuperseded(numbers, tradingId, settled);
            }
        }
        return numbers;
    }

    /** Adds the refusals that were received between the order and the trading information. No row refers to them any more. */
    private void addRefusals(Set<Long> numbers, Map<String, Object> order) {
        if (order.get("entry_number") instanceof Number placed
                && order.get("answer_entry") instanceof Number answered) {
            var subject = "\"orderReference\":" + Json.STRICT.valueToTree(order.get("order_reference"));
            long after = placed.longValue();
            List<LedgerEntry> page;
            do {
                page = entries.refusalsBetween(after, answered.longValue(), PAGE);
                for (var entry : page) {
                    if (!entry.isRemoved() && withoutSpaces(entry.body()).contains(withoutSpaces(subject))) {
                        numbers.add(entry.number());
                    }
                    after = entry.number();
                }
            } while (page.size() == PAGE);
        }
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s", "");
    }

    /** Adds the messages that a settlement has replaced. No row refers to them any more; they precede the last settlement. */
    private void addSuperseded(Set<Long> numbers, String tradingId, List<Map<String, Object>> settled) {
        long last = settled.stream()
                .mapToLong(row -> ((Number) row.get("entry_number")).longValue())
                .max()
                .orElse(0);
        long first = numbers.stream().mapToLong(Long::longValue).min().orElse(0) - 1;
        for (var page = entries.after(first, PAGE); !page.isEmpty(); ) {
            page.stream()
                    .filter(entry -> entry.kind().equals(EntryKind.MESSAGE.name())
                            && !entry.isRemoved()
                            && entry.body().contains(tradingId))
                    .forEach(entry -> numbers.add(entry.number()));
            long read = page.get(page.size() - 1).number();
            page = read < last ? entries.after(read, PAGE) : List.of();
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
