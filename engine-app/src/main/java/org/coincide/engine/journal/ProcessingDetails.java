package org.coincide.engine.journal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a message tells of a trade beside its statuses, lines and amounts.
 *
 * @param shipments the consignments that are with a carrier
 * @param invoices what the client is asked to pay; empty of an order by card
 * @param action what the client has to do; null where nothing
 * @param due promised times by lifecycle, where there is one
 */
public record ProcessingDetails(
        List<ShipmentReport> shipments, List<InvoiceReport> invoices, ActionReport action, Map<String, Instant> due) {

    /** The same, with promised times that are known besides. */
    public ProcessingDetails promising(Map<String, Instant> times) {
        if (times.isEmpty()) {
            return this;
        }
        Map<String, Instant> all = new HashMap<>(due);
        all.putAll(times);
        return new ProcessingDetails(shipments, invoices, action, all);
    }
}
