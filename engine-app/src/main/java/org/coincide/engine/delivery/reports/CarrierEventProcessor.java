package org.coincide.engine.delivery.reports;

import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentSubscriptions;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.reports.CarrierEvent.Outcome;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.SendsMessage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One report of a carrier: the consignment and its process move, both or neither. */
@Component
@SendsMessage("consignment.delivered")
@SendsMessage("consignment.lost")
@SendsMessage("consignment.returned")
@SendsMessage("attempt.failed")
class CarrierEventProcessor {

    private final CarrierEvents events;
    private final Consignments consignments;
    private final Trades trades;
    private final ConsignmentSubscriptions waiting;
    private final RuntimeService engine;

    CarrierEventProcessor(
            CarrierEvents events,
            Consignments consignments,
            Trades trades,
            ConsignmentSubscriptions waiting,
            RuntimeService engine) {
        this.events = events;
        this.consignments = consignments;
        this.trades = trades;
        this.waiting = waiting;
        this.engine = engine;
    }

    /** Applies a report that is kept; leaves it kept where the process does not wait for it yet. */
    @Transactional
    void take(CarrierEvent event) {
        Optional<Consignment> tracked = consignments.tracked(event.trackingNumber());
        tracked.ifPresent(consignment -> trades.lock(consignment.tradingId()));
        boolean isKept = events.find(event.id())
                .filter(noted -> noted.outcome().equals(Outcome.KEPT.name()))
                .isPresent();
        if (!isKept) {
            return;
        }
        consignments
                .tracked(event.trackingNumber())
                .ifPresentOrElse(consignment -> take(event, consignment), () -> passOver(event, "sent again since"));
    }

    private void take(CarrierEvent event, Consignment consignment) {
        if (!consignment.status().mayBecome(event.event().status())) {
            passOver(event, "the consignment is " + consignment.status() + " already");
            return;
        }
        waiting.at(event.event().message(), consignment).ifPresent(execution -> {
            consignments.moved(consignment, event.event().status());
            events.settle(event, Outcome.APPLIED, null);
            engine.messageEventReceived(event.event().message(), execution);
        });
    }

    private void passOver(CarrierEvent event, String why) {
        events.settle(event, Outcome.PASSED_OVER, why);
    }
}
