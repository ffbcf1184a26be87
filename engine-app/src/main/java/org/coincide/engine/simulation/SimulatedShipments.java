package org.coincide.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.coincide.engine.delivery.carrier.CarrierEvent;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Parcels of the simulated carrier, and the events that it still has to report. */
@Repository
@ConditionalOnSimulatedCarrier
class SimulatedShipments {

    /** Parcel with an event that is due. */
    record Due(String idempotencyKey, String trackingNumber, String script, int step) {

        private String[] events() {
            return script.split(",");
        }

        CarrierEvent event(Instant now) {
            return new CarrierEvent(
                    trackingNumber + "-" + (step + 1), trackingNumber, CarrierEvent.Kind.valueOf(events()[step]), now);
        }

        boolean isLast() {
            return step + 1 == events().length;
        }
    }

    /** A reported event that is not stored as reported. */
    private record Mark(Due parcel, Instant since) {}

    private final JdbcClient jdbc;
    private final Map<String, Mark> unmarked = new ConcurrentHashMap<>();

    SimulatedShipments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> trackingNumberOf(String key) {
        return jdbc.sql("SELECT tracking_number FROM simulated_shipment WHERE idempotency_key = ?")
                .param(key)
                .query(String.class)
                .optional();
    }

    /** Returns whether the shipment was added: there was none with its key. */
    boolean add(String key, String trackingNumber, String script, Instant due) {
        return jdbc.sql(
                                """
                                INSERT INTO simulated_shipment (idempotency_key, tracking_number, due_at, reported, script)
                                SELECT CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)), CAST(? AS TIMESTAMP WITH TIME ZONE),
                                  CAST(? AS BOOLEAN), CAST(? AS VARCHAR(4000))
                                FROM (VALUES (0)) AS one (number)
                                WHERE NOT EXISTS (SELECT tracking_number FROM simulated_shipment WHERE idempotency_key = ?)""")
                        .params(key, trackingNumber, due.atOffset(ZoneOffset.UTC), script.isEmpty(), script, key)
                        .update()
                == 1;
    }

    /**
     * Makes a parcel on its way return to the sender.
     *
     * @return whether the parcel is on its way
     */
    boolean turnBack(String trackingNumber, Instant due) {
        return jdbc.sql(
                                """
                                UPDATE simulated_shipment SET script = 'RETURNED', reported = FALSE, due_at = ?
                                WHERE tracking_number = ? AND step = 0 AND (reported = FALSE OR script = '')""")
                        .params(due.atOffset(ZoneOffset.UTC), trackingNumber)
                        .update()
                == 1;
    }

    /**
     * The events that are due. An event that is due after twice the longest wait was planned before the clock was set back, and is due, too;
     * twice, because an event can be planned while this runs.
     */
    List<Due> due(Instant now, Duration longestWait, int limit) {
        return jdbc
                .sql(
                        """
                        SELECT idempotency_key, tracking_number, script, step FROM (
                          SELECT * FROM simulated_shipment WHERE reported = FALSE AND due_at <= ?
                          UNION ALL SELECT * FROM simulated_shipment WHERE reported = FALSE AND due_at > ?) AS due
                        ORDER BY due_at LIMIT ?""")
                .params(
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(longestWait.multipliedBy(2)).atOffset(ZoneOffset.UTC),
                        limit)
                .query(RecordMapper.of(Due.class))
                .list()
                .stream()
                .filter(parcel -> !unmarked.containsKey(parcel.idempotencyKey()))
                .toList();
    }

    /** Remembers that the last event of a parcel was reported, until {@link #mark()} stores it. */
    void reportedLast(Due parcel, Instant now) {
        unmarked.put(parcel.idempotencyKey(), new Mark(parcel, now));
    }

    /** Returns whether there are remembered parcels. */
    boolean areUnmarked() {
        return !unmarked.isEmpty();
    }

    /** Returns whether so many parcels are remembered, or one for so long, that they have to be stored. A clock that was set back makes all old. */
    boolean isMarkDue(int atLeast, Duration longest, Instant now) {
        return unmarked.size() >= atLeast
                || unmarked.values().stream()
                        .anyMatch(mark -> mark.since().isAfter(now)
                                || !mark.since().plus(longest).isAfter(now));
    }

    /** Stores the remembered parcels as reported. What the caller's transaction loses is reported again, which changes nothing. */
    void mark() {
        for (Mark mark : List.copyOf(unmarked.values())) {
            // Of several threads one stores the mark: two would change the same row.
            if (unmarked.remove(mark.parcel().idempotencyKey(), mark)) {
                reported(mark.parcel(), mark.since());
            }
        }
    }

    void reported(Due parcel, Instant next) {
        jdbc.sql(
                        """
                        UPDATE simulated_shipment SET reported = ?, step = step + 1, due_at = ?
                        WHERE idempotency_key = ? AND step = ? AND script = ?""")
                .params(
                        parcel.isLast(),
                        next.atOffset(ZoneOffset.UTC),
                        parcel.idempotencyKey(),
                        parcel.step(),
                        parcel.script())
                .update();
    }
}
