package org.coincide.engine.delivery.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.coincide.engine.delivery.carrier.CarrierEvent;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.consignments.EarlierParcels;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Events that carriers have reported, and their states. */
@Repository
public class CarrierEventRecords implements ExpiredRows {

    /** Reported event. */
    public record Noted(
            String id, String trackingNumber, String event, Instant happenedAt, String outcome, String note) {

        CarrierEvent report() {
            return new CarrierEvent(id, trackingNumber, CarrierEvent.Kind.valueOf(event), happenedAt);
        }
    }

    private static final String SELECT =
            "SELECT id, tracking_number, event, happened_at, outcome, note FROM carrier_event";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Consignments consignments;
    private final EarlierParcels earlier;
    private final RetentionProperties retention;

    CarrierEventRecords(
            JdbcClient jdbc,
            Clock clock,
            Consignments consignments,
            EarlierParcels earlier,
            RetentionProperties retention) {
        this.retention = retention;
        this.jdbc = jdbc;
        this.clock = clock;
        this.consignments = consignments;
        this.earlier = earlier;
    }

    /**
     * Stores an event, unless it is stored already.
     *
     * @return whether it was new
     * @throws DuplicateKeyException if another thread stores the same event at the same time
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean note(CarrierEvent event, CarrierEventState outcome) {
        return jdbc.sql(
                                """
                                INSERT INTO carrier_event (id, tracking_number, event, happened_at, received_at, outcome)
                                SELECT CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)),
                                  CAST(? AS TIMESTAMP WITH TIME ZONE), CAST(? AS TIMESTAMP WITH TIME ZONE), CAST(? AS VARCHAR(4000))
                                FROM (VALUES (0)) AS one (number)
                                WHERE NOT EXISTS (SELECT id FROM carrier_event WHERE id = ?)""")
                        .params(
                                event.id(),
                                event.trackingNumber(),
                                event.event().name(),
                                event.at().atOffset(ZoneOffset.UTC),
                                clock.instant().atOffset(ZoneOffset.UTC),
                                outcome.name(),
                                event.id())
                        .update()
                == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void settle(CarrierEvent event, CarrierEventState outcome, String note) {
        jdbc.sql("UPDATE carrier_event SET outcome = ?, note = ? WHERE id = ?")
                .params(outcome.name(), note, event.id())
                .update();
    }

    Optional<Noted> find(String id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(RecordMapper.of(Noted.class))
                .optional();
    }

    /** Kept events, in the order in which they happened. */
    List<Noted> kept(int limit) {
        return jdbc.sql(SELECT + " WHERE outcome = ? ORDER BY happened_at, id LIMIT ?")
                .params(CarrierEventState.KEPT.name(), limit)
                .query(RecordMapper.of(Noted.class))
                .list();
    }

    /** Keeps the events of the last day whose tracking numbers belong to consignments by now, or to their earlier parcels. */
    @Transactional
    void recognise(int limit) {
        List<String> unknown = jdbc.sql(
                        """
                        SELECT tracking_number FROM carrier_event WHERE outcome = ? AND received_at > ?
                        ORDER BY received_at DESC LIMIT ?""")
                .params(
                        CarrierEventState.UNKNOWN.name(),
                        clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC),
                        limit)
                .query(String.class)
                .list();
        Stream.concat(consignments.tracked(unknown).stream(), earlier.containing(unknown).stream())
                .forEach(trackingNumber -> jdbc.sql(
                                "UPDATE carrier_event SET outcome = ? WHERE outcome = ? AND tracking_number = ?")
                        .params(CarrierEventState.KEPT.name(), CarrierEventState.UNKNOWN.name(), trackingNumber)
                        .update());
    }

    /** The newest events without effect, for operators. */
    public List<Noted> withoutEffect(int limit) {
        return jdbc.sql(SELECT + " WHERE outcome IN (?, ?, ?) ORDER BY received_at DESC, id LIMIT ?")
                .params(
                        CarrierEventState.UNKNOWN.name(),
                        CarrierEventState.PASSED_OVER.name(),
                        CarrierEventState.KEPT.name(),
                        limit)
                .query(RecordMapper.of(Noted.class))
                .list();
    }

    /** Removes events as old as removed trades: the tracking number of an event can be that of an earlier parcel, or of no consignment. */
    @Override
    public int removeExpired(Instant now, int limit, Removal removal) {
        List<String> old = new ArrayList<>();
        for (CarrierEventState state : CarrierEventState.values()) {
            // HSQLDB reads a limit of 0 as no limit.
            if (old.size() < limit) {
                old.addAll(jdbc.sql(
                                """
                                SELECT id FROM carrier_event WHERE outcome = ? AND received_at < ?
                                ORDER BY outcome, received_at LIMIT ?""")
                        .params(
                                state.name(),
                                now.minus(retention.trades()).atOffset(ZoneOffset.UTC),
                                limit - old.size())
                        .query(String.class)
                        .list());
            }
        }
        return removal.remove("carrier_event", "id", old);
    }
}
