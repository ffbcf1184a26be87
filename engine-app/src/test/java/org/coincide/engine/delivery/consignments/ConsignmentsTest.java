package org.coincide.engine.delivery.consignments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.support.BooksDatabase;
import org.coincide.engine.trade.Trades;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes of a consignment by a caller whose copy of it is stale. */
class ConsignmentsTest {

    private static final String TRADE = "6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b";
    private static final Instant NOON = Instant.parse("2026-12-03T12:00:00Z");

    private final DataSource database = BooksDatabase.create();
    private final EarlierParcels earlier = new EarlierParcels(JdbcClient.create(database));
    private final Consignments consignments = new Consignments(
            JdbcClient.create(database), new JdbcTemplate(database), mock(Trades.class), mock(Products.class), earlier);

    @BeforeEach
    void plan() {
        consignments.plan(TRADE, 1, new ConsignmentPlan.Part(new TreeMap<>(), null), NOON);
    }

    @Test
    void aConsignmentIsShippedOnce() {
        Consignment handingOver = handingOver();
        consignments.shipped(handingOver, "Parcel Post", "PP-1");
        assertStale(() -> consignments.shipped(handingOver, "Parcel Post", "PP-2"));
        assertThat(now().trackingNumber()).isEqualTo("PP-1");
        assertThat(now().handOvers()).isEqualTo(1);
    }

    @Test
    void aLateShipmentDoesNotEndTheNextHandOver() {
        Consignment first = handingOver();
        sendAgain(first, "PP-1");
        handingOver();
        assertStale(() -> consignments.shipped(first, "Parcel Post", "PP-2"));
        assertThat(now().status()).isEqualTo(ConsignmentStatus.HANDING_OVER);
        assertThat(now().trackingNumber()).isEqualTo("PP-1");
    }

    @Test
    void onlyAConsignmentThatIsHandedOverIsShipped() {
        assertStale(() -> consignments.shipped(now(), "Parcel Post", "PP-1"));
        assertThat(now().status()).isEqualTo(ConsignmentStatus.PREPARING);
    }

    @Test
    void aConsignmentThatMovedMeanwhileDoesNotWait() {
        Consignment preparing = now();
        handingOver();
        assertStale(() -> consignments.waits(preparing, null, NOON));
        assertThat(now().status()).isEqualTo(ConsignmentStatus.HANDING_OVER);
        assertThatIllegalStateException().isThrownBy(() -> consignments.waits(now(), null, NOON));
    }

    @Test
    void earlierParcelsKeepTheirTrackingNumbers() {
        sendAgain(handingOver(), "PP-1");
        assertThat(earlier.contains("PP-1"))
                .as("the present parcel until another one is booked")
                .isFalse();
        sendAgain(handingOver(), "PP-2");
        consignments.shipped(handingOver(), "Parcel Post", "PP-3");
        List<String> reported = List.of("PP-1", "PP-2", "PP-3", "PP-4");
        assertThat(earlier.containing(reported)).containsExactlyInAnyOrder("PP-1", "PP-2");
        assertThat(consignments.tracked(reported)).containsExactly("PP-3");
    }

    private Consignment handingOver() {
        consignments.moved(now(), ConsignmentStatus.HANDING_OVER);
        return now();
    }

    private void sendAgain(Consignment handingOver, String trackingNumber) {
        consignments.shipped(handingOver, "Parcel Post", trackingNumber);
        consignments.moved(now(), ConsignmentStatus.LOST);
        consignments.moved(now(), ConsignmentStatus.PREPARING);
    }

    private Consignment now() {
        return consignments.find(TRADE + "/1").orElseThrow();
    }

    private static void assertStale(Runnable change) {
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(change::run);
    }
}
