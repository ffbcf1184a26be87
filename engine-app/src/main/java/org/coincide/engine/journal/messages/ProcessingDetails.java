package org.coincide.engine.journal.messages;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of a processing message beside statuses, lines and amounts.
 *
 * @param shipments the consignments that were handed over to a carrier
 * @param invoices the client's invoices; empty for an order by card
 * @param action the action required of the client; null if none
 * @param due promised times by lifecycle
 */
public record ProcessingDetails(
        List<ShipmentReport> shipments, List<InvoiceReport> invoices, ActionReport action, Map<String, Instant> due) {

    /** Returns a copy with additional promised times. */
    public ProcessingDetails withDue(Map<String, Instant> times) {
        if (times.isEmpty()) {
            return this;
        }
        Map<String, Instant> all = new HashMap<>(due);
        all.putAll(times);
        return new ProcessingDetails(shipments, invoices, action, all);
    }
}
