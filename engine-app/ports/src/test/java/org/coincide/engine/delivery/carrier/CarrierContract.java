package org.coincide.engine.delivery.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.delivery.carrier.BookingOutcome.Booked;
import org.junit.jupiter.api.Test;

/** Contract of a carrier. An adapter's test extends this class, and runs the adapter against a fake of the carrier. */
public abstract class CarrierContract {

    private final String trade = UUID.randomUUID().toString();
    private final List<CarrierEvent> events = new ArrayList<>();

    /** The adapter. */
    protected abstract Carrier carrier();

    /** Moves a booked parcel on: the carrier delivers an event about it next. */
    protected abstract void move(String trackingNumber);

    /**
     * Lets the carrier deliver its events, once each, through the adapter. The carrier delivers an event again, at the next call, that
     * was answered {@link ReportOutcome#UNKNOWN}: the server stores a tracking number after the response to the booking.
     */
    protected abstract void deliverEvents(CarrierEvents to);

    @Test
    void aRepeatedKeyBooksOneParcel() {
        Booked first = booked("1");
        assertThat(first.trackingNumber()).matches("[\\x21-\\x7E]{1,80}");
        assertThat(booked("1").trackingNumber()).isEqualTo(first.trackingNumber());
        assertThat(booked("2").trackingNumber()).isNotEqualTo(first.trackingNumber());
    }

    @Test
    void aLabelHasAMediaTypeAndContent() {
        booked("1").label().ifPresent(label -> {
            assertThat(label.mediaType()).matches("[a-z]+/[a-z0-9.+-]+");
            assertThat(label.content()).hasSizeBetween(1, 1_000_000);
        });
    }

    @Test
    void anEventIsDeliveredUntilTheParcelIsKnown() {
        String trackingNumber = booked("1").trackingNumber();
        move(trackingNumber);
        deliverEvents(event -> record(event, ReportOutcome.UNKNOWN));
        deliverEvents(event -> record(event, ReportOutcome.ACCEPTED));
        assertThat(events).hasSize(2);
        assertThat(events)
                .extracting(CarrierEvent::id)
                .as("one event")
                .containsOnly(events.get(0).id());
        assertThat(events).extracting(CarrierEvent::trackingNumber).containsOnly(trackingNumber);
    }

    @Test
    void aRecallIsAnswered() {
        String trackingNumber = booked("1").trackingNumber();
        RecallRequest request = new RecallRequest(key("1"), trackingNumber);
        assertThat(carrier().recall(request)).isNotNull();
        assertThat(carrier().recall(request)).as("repeated").isNotNull();
    }

    @Test
    void anUnknownParcelCannotBeRecalled() {
        assertThat(carrier().recall(new RecallRequest(key("9"), "NO-SUCH-PARCEL")))
                .isInstanceOf(RecallOutcome.Refused.class);
    }

    private ReportOutcome record(CarrierEvent event, ReportOutcome outcome) {
        events.add(event);
        return outcome;
    }

    private String key(String consignment) {
        return trade + "/" + consignment;
    }

    private Booked booked(String consignment) {
        Address sender = new Address("Sender Ltd", "Dock 1", "20457", "Hamburg", null, "DE", "+49 40 1234");
        Address recipient = new Address("Ada Example", "1 Main Street", "02110", "Boston", "MA", "US", null);
        Parcel parcel =
                new Parcel(List.of(new Parcel.Item("TEA-1", "Tea", 2, 100)), 450, new Parcel.Size(400, 300, 200));
        BookingOutcome outcome = carrier()
                .book(new BookingRequest(key(consignment), trade, "STANDARD", sender, recipient, List.of(parcel)));
        assertThat(outcome).isInstanceOf(Booked.class);
        return (Booked) outcome;
    }
}
