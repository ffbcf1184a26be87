package org.coincide.engine.delivery.reports;

import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.engine.delivery.carrier.CarrierEvent;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentSubscriptions;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.SendsMessage;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Application of an event: consignment and process move in one transaction. */
@Component
@SendsMessage(
        value = "consignment.delivered",
        key = "consignment",
        when = TradeCondition.PART_SHIPPED,
        awaited = true,
        records = "consignment: SHIPPED > DELIVERED")
@SendsMessage(
        value = "consignment.lost",
        key = "consignment",
        when = TradeCondition.PART_SHIPPED,
        awaited = true,
        exceptional = true,
        records = "consignment: SHIPPED > LOST")
@SendsMessage(
        value = "consignment.returned",
        key = "consignment",
        when = TradeCondition.PART_SHIPPED,
        awaited = true,
        exceptional = true,
        records = "consignment: SHIPPED > RETURNED_TO_SENDER")
@SendsMessage(
        value = "attempt.failed",
        key = "consignment",
        when = TradeCondition.PART_SHIPPED,
        awaited = true,
        exceptional = true,
        records = "consignment: SHIPPED > SHIPPED")
class CarrierEventProcessor {

    /** @param note reason for which an event has no effect; null if it has one, or can still have one */
    private record Effect(CarrierEventState state, String note) {

        static Effect passedOver(String why) {
            return new Effect(CarrierEventState.PASSED_OVER, why);
        }
    }

    private final CarrierEventRecords events;
    private final Consignments consignments;
    private final Trades trades;
    private final ConsignmentSubscriptions waiting;
    private final RuntimeService engine;

    CarrierEventProcessor(
            CarrierEventRecords events,
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

    /** Applies a kept event; leaves it kept if the process does not wait for it yet. */
    @Transactional
    void apply(CarrierEvent event) {
        Optional<Consignment> locked = lock(event, consignments.tracked(event.trackingNumber()));
        boolean isKept = events.find(event.id())
                .filter(noted -> noted.outcome().equals(CarrierEventState.KEPT.name()))
                .isPresent();
        if (isKept) {
            settle(event, CarrierEventState.KEPT, effectOn(event, locked));
        }
    }

    /**
     * Applies an event that the caller's transaction has stored.
     *
     * @param tracked the consignment as read without a lock; empty if the event is one of an earlier parcel
     * @param stored the state with which the event was stored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void applyNew(CarrierEvent event, Optional<Consignment> tracked, CarrierEventState stored) {
        Optional<Consignment> movable = tracked.filter(consignment -> consignment
                .status()
                .mayBecome(CarrierEventEffect.of(event.event()).status()));
        if (movable.isEmpty()) {
            settle(event, stored, effectOn(event, lock(event, tracked)));
            return;
        }
        // If the consignment changes before the lock, moving it fails, and the schedule applies the event.
        trades.lock(movable.get().tradingId());
        settle(event, stored, effectOn(event, movable.get()));
    }

    private void settle(CarrierEvent event, CarrierEventState stored, Effect effect) {
        if (effect.state() != stored) {
            events.settle(event, effect.state(), effect.note());
        }
    }

    /** Returns the consignment as it is under the lock of its trade. */
    private Optional<Consignment> lock(CarrierEvent event, Optional<Consignment> tracked) {
        tracked.ifPresent(consignment -> trades.lock(consignment.tradingId()));
        return tracked.isEmpty() ? tracked : consignments.tracked(event.trackingNumber());
    }

    private Effect effectOn(CarrierEvent event, Optional<Consignment> locked) {
        return locked.map(consignment -> effectOn(event, consignment))
                .orElseGet(() -> Effect.passedOver("the consignment was sent again"));
    }

    private Effect effectOn(CarrierEvent event, Consignment consignment) {
        CarrierEventEffect effect = CarrierEventEffect.of(event.event());
        if (!consignment.status().mayBecome(effect.status())) {
            return Effect.passedOver("the consignment is " + consignment.status() + " already");
        }
        Optional<String> execution = waiting.at(effect.message(), consignment);
        if (execution.isEmpty()) {
            return new Effect(CarrierEventState.KEPT, null);
        }
        consignments.moved(consignment, effect.status());
        engine.messageEventReceived(effect.message(), execution.get());
        return new Effect(CarrierEventState.APPLIED, null);
    }
}
