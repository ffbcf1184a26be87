package org.coincide.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.delivery.carrier.Address;
import org.coincide.engine.delivery.carrier.BookingOutcome.Booked;
import org.coincide.engine.delivery.carrier.BookingRequest;
import org.coincide.engine.delivery.carrier.CarrierEvent;
import org.coincide.engine.delivery.carrier.Parcel;
import org.coincide.engine.delivery.carrier.RecallOutcome;
import org.coincide.engine.delivery.carrier.RecallRequest;
import org.coincide.engine.polling.EagerPolls;
import org.coincide.engine.support.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Parcels whose last event was reported, and that a later transaction stores as reported. */
class SimulatedCarrierTest {

    private static final Duration MARK_AFTER = Duration.ofSeconds(1);
    private static final Address ADDRESS =
            new Address("Ada Example", "1 Main Street", "02110", "Boston", "MA", "US", null);

    private final DataSource database = SimulationDatabase.create();
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final List<CarrierEvent> reported = new ArrayList<>();
    private final SimulatedCarrier carrier = carrier();

    private SimulatedCarrier carrier() {
        return new SimulatedCarrier(
                new SimulatedShipments(JdbcClient.create(database)),
                new JdbcTransactionManager(database),
                clock,
                event -> {
                    reported.add(event);
                    return ReportOutcome.ACCEPTED;
                },
                new CarrierSimulationProperties(Duration.ZERO, Duration.ZERO, 100, Duration.ZERO, MARK_AFTER),
                EagerPolls.polls());
    }

    @BeforeEach
    void reportAParcel() {
        book("1");
        carrier.reportDue();
        assertThat(reported).hasSize(1);
    }

    @Test
    void aParcelIsReportedOnceBeforeItIsMarked() {
        carrier.reportDue();
        assertThat(reported).hasSize(1);
        assertThat(unmarked()).isEqualTo(1);
    }

    @Test
    void theNextBookingMarksIt() {
        book("2");
        assertThat(unmarked()).as("the second parcel alone").isEqualTo(1);
    }

    @Test
    void withoutABookingItIsMarkedAfterAWhile() {
        clock.advance(MARK_AFTER);
        carrier.reportDue();
        assertThat(unmarked()).isZero();
    }

    @Test
    void aClockThatIsSetBackDoesNotDelayTheMark() {
        clock.set(Instant.EPOCH.minusSeconds(3600));
        carrier.reportDue();
        assertThat(unmarked()).isZero();
    }

    @Test
    void anArrivedParcelIsNotRecalledBeforeItIsMarked() {
        assertThat(carrier.recall(new RecallRequest("1", reported.get(0).trackingNumber())))
                .isInstanceOf(RecallOutcome.Refused.class);
    }

    /** The receiver knows the event by its id. */
    @Test
    void afterACrashTheSameEventIsReportedAgain() {
        carrier().reportDue();
        assertThat(reported).hasSize(2);
        assertThat(reported)
                .extracting(CarrierEvent::id)
                .containsOnly(reported.get(0).id());
    }

    private void book(String key) {
        Parcel parcel =
                new Parcel(List.of(new Parcel.Item("TEA-1", "Tea", 2, 100)), 450, new Parcel.Size(400, 300, 200));
        assertThat(carrier.book(new BookingRequest(key, "trade", "STANDARD", ADDRESS, ADDRESS, List.of(parcel))))
                .isInstanceOf(Booked.class);
    }

    private long unmarked() {
        return JdbcClient.create(database)
                .sql("SELECT COUNT(*) FROM simulated_shipment WHERE reported = FALSE")
                .query(Long.class)
                .single();
    }
}
