package org.coincide.engine.delivery.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.delivery.reports.CarrierEvent.Outcome;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All that carriers have reported, and what became of it. */
@Repository
public class CarrierEvents {

    /** A report as it stands in the books. */
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

    CarrierEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws DuplicateKeyException where another thread notes the same report at this moment */
    @Transactional(propagation = Propagation.MANDATORY)
    void note(CarrierEvent event, Outcome outcome) {
        jdbc.sql(
                        """
                        INSERT INTO carrier_event (id, tracking_number, event, happened_at, received_at, outcome)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(
                        event.id(),
                        event.trackingNumber(),
                        event.event().name(),
                        event.at().atOffset(ZoneOffset.UTC),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        outcome.name())
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void settle(CarrierEvent event, Outcome outcome, String note) {
        jdbc.sql("UPDATE carrier_event SET outcome = ?, note = ? WHERE id = ?")
                .params(outcome.name(), note, event.id())
                .update();
    }

    Optional<Noted> find(String id) {
        return jdbc.sql(SELECT + " WHERE id = ?").param(id).query(Noted.class).optional();
    }

    /** What is kept, in the order in which it happened. */
    List<Noted> kept(int limit) {
        return jdbc.sql(SELECT + " WHERE outcome = ? ORDER BY happened_at, id LIMIT ?")
                .params(Outcome.KEPT.name(), limit)
                .query(Noted.class)
                .list();
    }

    /** Reports whose tracking number has become ours meanwhile are kept from now on. */
    @Transactional
    int recognise() {
        return jdbc.sql(
                        """
                        UPDATE carrier_event SET outcome = ? WHERE outcome = ? AND received_at > ?
                          AND EXISTS (SELECT 1 FROM consignment c WHERE c.tracking_number = carrier_event.tracking_number)""")
                .params(
                        Outcome.KEPT.name(),
                        Outcome.UNKNOWN.name(),
                        clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest that moved nothing, for a person to look at. */
    public List<Noted> odd(int limit) {
        return jdbc.sql(SELECT + " WHERE outcome IN (?, ?, ?) ORDER BY received_at DESC, id LIMIT ?")
                .params(Outcome.UNKNOWN.name(), Outcome.PASSED_OVER.name(), Outcome.KEPT.name(), limit)
                .query(Noted.class)
                .list();
    }
}
