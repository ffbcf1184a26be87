package org.coincide.engine.simulation;

import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.provider.PaymentEvent;
import org.coincide.engine.payment.provider.PaymentEvents;
import org.coincide.engine.payment.provider.PaymentId;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Completes pending refunds and disputes payments, as the cards' tokens say, and reports it. */
@Component
@ConditionalOnSimulatedProvider
class SimulatedReporter {

    private final SimulatedReports reports;
    private final SimulatedCalls calls;
    private final PaymentEvents events;
    private final Poll poll;

    SimulatedReporter(SimulatedReports reports, SimulatedCalls calls, PaymentEvents events, Polls polls) {
        this.reports = reports;
        this.calls = calls;
        this.events = events;
        this.poll = polls.create();
    }

    @Scheduled(fixedDelayString = "${coincide.simulation.payment.poll:500ms}")
    void reportDue() {
        if (poll.isDue()) {
            reports.due().forEach(this::report);
        }
    }

    private void report(SimulatedReport report) {
        poll.again();
        SimulatedCall call = calls.find(report.paymentKey()).orElseThrow();
        TestCard card = TestCard.of(call.token());
        if (call.answer().equals(SimulatedCall.PENDING)) {
            calls.answerLater(call.idempotencyKey(), card.refundAnswer());
        }
        if (card.losesReport() || events.report(event(report, call)).isFinal()) {
            reports.reported(report);
        }
    }

    private static PaymentEvent event(SimulatedReport report, SimulatedCall call) {
        PaymentId payment = PaymentId.ofKey(call.idempotencyKey());
        return switch (report.kind()) {
            case REFUND -> new PaymentEvent.RefundChanged(report.id(), payment);
            case DISPUTE ->
                new PaymentEvent.DisputeOpened(
                        report.id(),
                        payment,
                        "dp_" + call.reference(),
                        new Amount(call.amount(), call.currency()),
                        "product_not_received",
                        null);
        };
    }
}
