package org.coincide.client.contract;

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
        List<LineQuantities> lines,
        Amounts amounts,
        RequiredAction action,
        Map<String, String> due,
        List<Invoice> invoices,
        String previousDigest) {

    /** An invoice and its deadline. */
    public record Invoice(String due) {}

    public Statuses statuses() {
        return new Statuses(order, delivery, payment);
    }
}
