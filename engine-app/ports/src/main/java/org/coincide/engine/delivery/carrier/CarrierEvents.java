package org.coincide.engine.delivery.carrier;

import org.coincide.engine.adapters.ReportOutcome;

/** Receives the events of parcels that an adapter reports. The server provides the bean. */
public interface CarrierEvents {

    /**
     * Stores an event, and applies it at once or when the consignment is ready for it. Safe to repeat; events may arrive in any order.
     *
     * @return what became of the event; see {@link org.coincide.engine.adapters.WebhookResponse#of}
     */
    ReportOutcome report(CarrierEvent event);
}
