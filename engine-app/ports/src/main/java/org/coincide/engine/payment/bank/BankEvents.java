package org.coincide.engine.payment.bank;

import org.coincide.engine.adapters.ReportOutcome;

/** Receives the events at the bank that an adapter reports. The server provides the bean. */
public interface BankEvents {

    /**
     * Stores an event and acts on it, both in one transaction. Safe to repeat. A transfer that matches no open invoice is accepted: a
     * task asks accounting to clarify it.
     *
     * @return what became of the event; see {@link org.coincide.engine.adapters.WebhookResponse#of}
     */
    ReportOutcome report(BankEvent event);
}
