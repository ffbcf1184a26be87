package org.coincide.client.contract;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * Data of trading processing: a snapshot of a trade after one change.
 *
 * @param previousDigest digest of the body of the trade's preceding message
 */
public record TradingProcessing(
        String tradingId,
        String order,
        String delivery,
        String payment,
        Statuses previous,
        List<String> changed,
        Reason reason,
        Actor actor,
        List<LineQuantities> lines,
        Amounts amounts,
        RequiredAction action,
        Map<String, String> due,
        List<Invoice> invoices,
        String previousDigest,
        List<Shipment> shipments) {

    /** The cause of a change: the server's process, its operator, or a request of this client. */
    public record Actor(String kind) {

        public boolean isClient() {
            return "CLIENT".equals(kind);
        }
    }

    /** A parcel; the ledger reads its contents only to check that they are numbers of the contract. */
    public record Shipment(List<Content> contents) {}

    /** Pieces of one line in a parcel. */
    public record Content(int number, int quantity) {}

    /** An invoice and its deadline. */
    public record Invoice(String due) {}

    /** The times when steps are due. */
    public List<Instant> dueTimes() {
        return due == null
                ? List.of()
                : due.values().stream()
                        .map(time -> OffsetDateTime.parse(time).toInstant())
                        .toList();
    }

    public Statuses statuses() {
        return new Statuses(order, delivery, payment);
    }
}
