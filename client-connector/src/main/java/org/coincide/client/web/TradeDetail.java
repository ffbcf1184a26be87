package org.coincide.client.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.coincide.client.contract.Reason;
import org.coincide.client.contract.RequiredAction;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.verification.Trade;

/**
 * A trade in the REST API, with its lines and its complete history.
 *
 * @param action action that a person must take before the trade can continue; null if there is none
 * @param intact true if nothing that is stored of the trade differs from the ledger's entries
 * @param verifiedAt time of this verification
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TradeDetail(
        @JsonUnwrapped TradeView trade,
        List<LineView> lines,
        RequiredAction action,
        boolean intact,
        Instant verifiedAt,
        List<EntryView> history,
        @JsonUnwrapped LatestMessages latest) {

    private static final String REQUIRES_ACTION = "REQUIRES_ACTION";

    static TradeDetail of(Trade trade, List<HistoryEntry> entries, boolean intact, Instant verifiedAt) {
        return new TradeDetail(
                TradeView.of(trade),
                lines(trade),
                action(trade, entries),
                intact,
                verifiedAt,
                entries.stream().map(EntryView::of).toList(),
                LatestMessages.of(entries));
    }

    /** Each message is a snapshot, so only the latest one can require an action. */
    private static RequiredAction action(Trade trade, List<HistoryEntry> entries) {
        return trade.statuses().payment().equals(REQUIRES_ACTION) && !entries.isEmpty()
                ? RequiredAction.in(entries.get(entries.size() - 1).body()).orElse(null)
                : null;
    }

    private static List<LineView> lines(Trade trade) {
        return trade.lines().stream()
                .map(line -> new LineView(
                        line.number(),
                        line.sku(),
                        TradeView.AmountsView.plain(line.unitPrice()),
                        line.quantities().ordered(),
                        line.quantities().cancelled(),
                        line.quantities().shipped(),
                        line.quantities().delivered(),
                        line.quantities().returned()))
                .toList();
    }

    /** One line of the trade. */
    record LineView(
            int number,
            String sku,
            String unitPrice,
            int ordered,
            int cancelled,
            int shipped,
            int delivered,
            int returned) {}

    /** One verified message. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryView(
            long sequence,
            Instant time,
            Instant recordedAt,
            String order,
            String delivery,
            String payment,
            Reason reason,
            String type,
            String eventId,
            String hash,
            JsonNode actor) {

        static EntryView of(HistoryEntry entry) {
            return new EntryView(
                    entry.sequence(),
                    entry.time(),
                    entry.recordedAt(),
                    entry.statuses().order(),
                    entry.statuses().delivery(),
                    entry.statuses().payment(),
                    entry.reason(),
                    entry.eventType(),
                    entry.eventId(),
                    entry.hash(),
                    LatestMessages.actor(entry));
        }
    }
}
