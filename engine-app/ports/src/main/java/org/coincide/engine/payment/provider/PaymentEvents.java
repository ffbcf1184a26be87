package org.coincide.engine.payment.provider;

import org.coincide.engine.adapters.ReportOutcome;

/** Receives the events at the payment provider that an adapter reports. The server provides the bean. */
public interface PaymentEvents {

    /**
     * Stores an event and acts on it, both in one transaction. Safe to repeat.
     *
     * @return what became of the event; see {@link org.coincide.engine.adapters.WebhookResponse#of}
     */
    ReportOutcome report(PaymentEvent event);
}
