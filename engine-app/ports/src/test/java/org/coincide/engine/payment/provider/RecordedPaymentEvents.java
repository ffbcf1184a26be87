package org.coincide.engine.payment.provider;

import java.util.ArrayList;
import java.util.List;
import org.coincide.engine.adapters.ReportOutcome;

/** Records reported events, in place of the server. */
public final class RecordedPaymentEvents implements PaymentEvents {

    private final List<PaymentEvent> events = new ArrayList<>();
    private ReportOutcome outcome = ReportOutcome.ACCEPTED;

    /** Answers the next reports with this outcome. */
    public void answer(ReportOutcome next) {
        outcome = next;
    }

    public List<PaymentEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public ReportOutcome report(PaymentEvent event) {
        events.add(event);
        return outcome;
    }
}
