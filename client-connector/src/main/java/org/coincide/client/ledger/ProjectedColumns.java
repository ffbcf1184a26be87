package org.coincide.client.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.verification.TradeLine;

/** The columns of the projection's rows, as they must be stored. */
public final class ProjectedColumns {

    private ProjectedColumns() {}

    public static Map<String, Object> trade(ChainedTrade chained) {
        var trade = chained.trade();
        Map<String, Object> row = new HashMap<>();
        row.put("trading_id", trade.tradingId());
        row.put("event_source", trade.source());
        row.put("order_reference", trade.orderReference());
        row.put("payment_method", trade.paymentMethod());
        row.put("revision", trade.revision());
        row.put("order_status", trade.statuses().order());
        row.put("delivery_status", trade.statuses().delivery());
        row.put("payment_status", trade.statuses().payment());
        row.put("held_from", trade.heldFrom());
        row.put("sequence_number", trade.sequence());
        row.put("last_digest", trade.lastDigest());
        row.put("closed", trade.closed());
        row.put("currency", trade.amounts().currency());
        row.put("amount_ordered", trade.amounts().ordered());
        row.put("amount_authorized", trade.amounts().authorized());
        row.put("amount_captured", trade.amounts().captured());
        row.put("amount_refunded", trade.amounts().refunded());
        row.put("reason_code", LedgerColumns.code(trade.reason()));
        row.put("reason_text", LedgerColumns.text(trade.reason()));
        row.put("opened_at", trade.openedAt());
        row.put("changed_at", trade.changedAt());
        row.put("head_hash", chained.headHash());
        return row;
    }

    public static Map<String, Object> line(String tradingId, TradeLine line) {
        var quantities = line.quantities();
        Map<String, Object> row = new HashMap<>();
        row.put("trading_id", tradingId);
        row.put("line_number", line.number());
        row.put("sku", line.sku());
        row.put("unit_price", line.unitPrice());
        row.put("ordered", quantities.ordered());
        row.put("cancelled", quantities.cancelled());
        row.put("shipped", quantities.shipped());
        row.put("delivered", quantities.delivered());
        row.put("returned", quantities.returned());
        return row;
    }

    /** The row of the earliest time when a next step is due; empty if nothing is due. */
    public static Optional<Map<String, Object>> due(String tradingId, List<Instant> times) {
        return times.stream().min(Instant::compareTo).map(time -> {
            Map<String, Object> row = new HashMap<>();
            row.put("trading_id", tradingId);
            row.put("due_at", time);
            return row;
        });
    }

    public static Map<String, Object> history(HistoryEntry entry, long entryNumber) {
        Map<String, Object> row = new HashMap<>();
        row.put("trading_id", entry.tradingId());
        row.put("sequence_number", entry.sequence());
        row.put("event_id", entry.eventId());
        row.put("event_type", entry.eventType());
        row.put("happened_at", entry.time());
        row.put("recorded_at", entry.recordedAt());
        row.put("order_status", entry.statuses().order());
        row.put("delivery_status", entry.statuses().delivery());
        row.put("payment_status", entry.statuses().payment());
        row.put("reason_code", LedgerColumns.code(entry.reason()));
        row.put("reason_text", LedgerColumns.text(entry.reason()));
        row.put("hash", entry.hash());
        row.put("entry_number", entryNumber);
        return row;
    }
}
