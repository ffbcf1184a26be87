package org.coincide.engine.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.coincide.engine.delivery.carrier.BookingOutcome;
import org.coincide.engine.delivery.carrier.BookingOutcome.Booked;
import org.coincide.engine.delivery.carrier.BookingRequest;
import org.coincide.engine.delivery.carrier.Carrier;
import org.coincide.engine.delivery.carrier.CarrierEvents;
import org.coincide.engine.delivery.carrier.Label;
import org.coincide.engine.delivery.carrier.RecallOutcome;
import org.coincide.engine.delivery.carrier.RecallRequest;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carrier that delivers after a while, or does what the street of the address selects, see {@link SimulatedDeliveryOutcome}. It works
 * in transactions of its own.
 */
@Component
@ConditionalOnSimulatedCarrier
class SimulatedCarrier implements Carrier {

    private static final int DIGITS = 16;

    private final SimulatedShipments shipments;
    private final TransactionTemplate own;
    private final Clock clock;
    private final CarrierEvents events;
    private final CarrierSimulationProperties properties;
    private final Poll poll;

    SimulatedCarrier(
            SimulatedShipments shipments,
            PlatformTransactionManager transactions,
            Clock clock,
            CarrierEvents events,
            CarrierSimulationProperties properties,
            Polls polls) {
        this.shipments = shipments;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.events = events;
        this.properties = properties;
        this.poll = polls.create();
    }

    @Override
    public String name() {
        return "Simulated Parcels";
    }

    @Override
    public BookingOutcome book(BookingRequest request) {
        LockSupport.parkNanos(properties.latency().toNanos());
        String trackingNumber = own.execute(status -> accept(request));
        return new Booked(trackingNumber, Optional.of(label(request, trackingNumber)));
    }

    private String accept(BookingRequest request) {
        String script =
                SimulatedDeliveryOutcome.of(request.key(), request.recipient()).script();
        String trackingNumber = "SP"
                + UUID.randomUUID()
                        .toString()
                        .replace("-", "")
                        .substring(0, DIGITS)
                        .toUpperCase(Locale.ROOT);
        shipments.mark();
        boolean added = shipments.add(
                request.key(), trackingNumber, script, clock.instant().plus(properties.deliveredAfter()));
        return added
                ? trackingNumber
                : shipments.trackingNumberOf(request.key()).orElseThrow();
    }

    private static Label label(BookingRequest request, String trackingNumber) {
        String text = trackingNumber + "\n" + request.service() + ", "
                + request.parcels().get(0).weight() + " g\nFrom: "
                + request.sender().name() + "\nTo: " + request.recipient().name() + ", "
                + request.recipient().street() + ", " + request.recipient().postalCode() + " "
                + request.recipient().city() + "\n";
        return new Label("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public RecallOutcome recall(RecallRequest request) {
        boolean recalled = Boolean.TRUE.equals(own.execute(status -> {
            shipments.mark();
            return shipments.turnBack(request.trackingNumber(), clock.instant().plus(properties.deliveredAfter()));
        }));
        return recalled
                ? new RecallOutcome.Accepted()
                : new RecallOutcome.Refused("The parcel " + request.trackingNumber() + " is not on its way.");
    }

    @Scheduled(fixedDelayString = "${coincide.simulation.carrier.poll:500ms}")
    void reportDue() {
        if (poll.isDue()) {
            shipments
                    .due(clock.instant(), properties.deliveredAfter(), properties.atOnce())
                    .forEach(this::report);
            if (shipments.areUnmarked()) {
                poll.again();
            }
            if (shipments.isMarkDue(properties.atOnce(), properties.markAfter(), clock.instant())) {
                own.executeWithoutResult(status -> shipments.mark());
            }
        }
    }

    private void report(SimulatedShipments.Due parcel) {
        poll.again();
        if (!events.report(parcel.event(clock.instant())).isFinal()) {
            return;
        }
        if (parcel.isLast()) {
            shipments.reportedLast(parcel, clock.instant());
        } else {
            shipments.reported(parcel, clock.instant().plus(properties.deliveredAfter()));
        }
    }
}
