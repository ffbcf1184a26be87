package org.coincide.client.integrity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerRows;
import org.coincide.client.ordering.OrderRows;
import org.coincide.client.requests.RequestRows;
import org.coincide.client.settlement.Settlements;
import org.springframework.stereotype.Component;

/** Checks that the row of each entry exists: a deleted row leaves its entry without one. */
@Component
final class LinkCheck {

    private static final String NUMBER = "entry_number";
    private static final String ANSWER = "answer_entry";

    private final LedgerRows trades;
    private final OrderRows orders;
    private final RequestRows requests;
    private final Settlements settlements;
    private final EntryBodies bodies;

    LinkCheck(LedgerRows trades, OrderRows orders, RequestRows requests, Settlements settlements, EntryBodies bodies) {
        this.trades = trades;
        this.orders = orders;
        this.requests = requests;
        this.settlements = settlements;
        this.bodies = bodies;
    }

    /** Checks the rows of these entries; returns the trades that the entries concern. */
    Set<String> check(List<LedgerEntry> entries, Findings findings) {
        var read = new Read();
        entries.forEach(read::add);
        var rows = read.load();
        read.messages.forEach((entry, message) -> checkMessage(entry, message, rows, findings));
        read.orders.forEach((entry, reference) -> checkOrder(entry, reference, NUMBER, rows, findings));
        read.requested.forEach((entry, id) -> checkRequest(entry, id, rows, findings));
        read.settled.forEach((entry, settlement) -> checkSettlement(entry, settlement, rows, findings));
        read.refusals.forEach((entry, refusal) -> {
            if (refusal.isForOrder()) {
                checkOrder(entry, refusal.orderReference(), ANSWER, rows, findings);
            } else if (rows.requests.values().stream().noneMatch(row -> number(row, ANSWER) == entry.number())) {
                findings.add(new Finding(
                        OrderCheck.REQUESTS,
                        refusal.tradingId(),
                        ANSWER,
                        refusal.tradingId(),
                        "no request refers to its refusal, entry " + entry.number()));
            }
        });
        return read.tradingIds;
    }

    private void checkMessage(LedgerEntry entry, TradingMessage message, Rows rows, Findings findings) {
        var id = message.envelope().subject();
        var key = id + " " + message.envelope().sequence();
        if (!rows.trades.containsKey(id)) {
            findings.add(Finding.missing("trade", id, id));
        }
        var row = rows.history.get(key);
        if (row == null) {
            if (!rows.isSuperseded(entry, message)) {
                findings.add(Finding.missing("history_entry", key, id));
            }
        } else if (number(row, NUMBER) < entry.number()) {
            findings.add(Finding.changed("history_entry", key, NUMBER, id));
        }
        if (message instanceof TradingMessage.OfInformation information
                && message.envelope().sequence() == 1) {
            checkOrder(entry, information.data().orderReference(), ANSWER, rows, findings);
        }
    }

    /** A later answer replaces an earlier one. */
    private static void checkOrder(LedgerEntry entry, String reference, String column, Rows rows, Findings findings) {
        var row = rows.orders.get(reference);
        if (row == null) {
            findings.add(Finding.missing(OrderCheck.ORDERS, reference, null));
        } else if (number(row, column) < entry.number()) {
            findings.add(Finding.changed(OrderCheck.ORDERS, reference, column, (String) row.get("trading_id")));
        }
    }

    private static void checkRequest(LedgerEntry entry, String id, Rows rows, Findings findings) {
        var row = rows.requests.get(id);
        if (row == null) {
            findings.add(Finding.missing(OrderCheck.REQUESTS, id, null));
        } else if (number(row, NUMBER) != entry.number()) {
            findings.add(Finding.changed(OrderCheck.REQUESTS, id, NUMBER, (String) row.get("trading_id")));
        }
    }

    private static void checkSettlement(LedgerEntry entry, JsonNode settlement, Rows rows, Findings findings) {
        var id = settlement.path("warningId").asText();
        var tradingId = settlement.path("tradingId").asText();
        var row = rows.settlements.get(id);
        if (row == null) {
            findings.add(Finding.missing("settlement", id, tradingId));
        } else if (number(row, NUMBER) != entry.number()) {
            findings.add(Finding.changed("settlement", id, NUMBER, tradingId));
        }
    }

    private static long number(Map<String, Object> row, String column) {
        return StoredValues.number(row, column);
    }

    /** The rows that entries refer to, by key. */
    private record Rows(
            Map<String, Map<String, Object>> trades,
            Map<String, Map<String, Object>> history,
            Map<String, Map<String, Object>> orders,
            Map<String, Map<String, Object>> requests,
            Map<String, Map<String, Object>> settlements) {

        /** Returns true if a later settlement decided the trade's history anew from this message, or an earlier one, on. */
        boolean isSuperseded(LedgerEntry entry, TradingMessage message) {
            return settlements.values().stream()
                    .anyMatch(row -> message.envelope().subject().equals(row.get("trading_id"))
                            && "RECEIVED".equals(row.get("choice"))
                            && number(row, NUMBER) > entry.number()
                            && number(row, "sequence_number")
                                    <= message.envelope().sequence());
        }
    }

    /** The contents of entries. */
    private final class Read {

        private final Map<LedgerEntry, TradingMessage> messages = new HashMap<>();
        private final Map<LedgerEntry, String> orders = new HashMap<>();
        private final Map<LedgerEntry, String> requested = new HashMap<>();
        private final Map<LedgerEntry, RefusalReport> refusals = new HashMap<>();
        private final Map<LedgerEntry, JsonNode> settled = new HashMap<>();
        private final Set<String> tradingIds = new HashSet<>();
        private final Set<String> references = new HashSet<>();

        void add(LedgerEntry entry) {
            if (entry.isRemoved()) {
                return;
            }
            if (is(entry, EntryKind.MESSAGE)) {
                bodies.ofTrade(entry).ifPresent(message -> {
                    messages.put(entry, message);
                    tradingIds.add(message.envelope().subject());
                    if (message instanceof TradingMessage.OfInformation information) {
                        references.add(information.data().orderReference());
                    }
                });
            } else if (is(entry, EntryKind.ORDER)) {
                bodies.sent(entry).ifPresent(event -> {
                    orders.put(entry, event.getSubject());
                    references.add(event.getSubject());
                });
            } else if (is(entry, EntryKind.REQUEST)) {
                bodies.sent(entry).ifPresent(event -> {
                    requested.put(entry, event.getId());
                    tradingIds.add(event.getSubject());
                });
            } else if (is(entry, EntryKind.SETTLEMENT)) {
                bodies.json(entry).ifPresent(settlement -> {
                    settled.put(entry, settlement);
                    tradingIds.add(settlement.path("tradingId").asText());
                });
            } else if (is(entry, EntryKind.REFUSAL)) {
                bodies.refusal(entry).ifPresent(refusal -> {
                    refusals.put(entry, refusal);
                    (refusal.isForOrder() ? references : tradingIds)
                            .add(refusal.isForOrder() ? refusal.orderReference() : refusal.tradingId());
                });
            }
        }

        Rows load() {
            return new Rows(
                    byKey(trades.trades(tradingIds), row -> StoredValues.text(row, "trading_id")),
                    byKey(trades.history(tradingIds), row -> row.get("trading_id") + " " + row.get("sequence_number")),
                    byKey(
                            LinkCheck.this.orders.of(new ArrayList<>(references)),
                            row -> StoredValues.text(row, "order_reference")),
                    byKey(LinkCheck.this.requests.of(tradingIds), row -> StoredValues.text(row, "id")),
                    byKey(settlements.rowsOf(tradingIds), row -> StoredValues.text(row, "warning_id")));
        }

        private static boolean is(LedgerEntry entry, EntryKind kind) {
            return entry.kind().equals(kind.name());
        }

        private static Map<String, Map<String, Object>> byKey(
                List<Map<String, Object>> rows, Function<Map<String, Object>, String> key) {
            Map<String, Map<String, Object>> byKey = new HashMap<>();
            rows.forEach(row -> byKey.put(key.apply(row), row));
            return byKey;
        }
    }
}
