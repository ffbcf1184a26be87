package org.coincide.engine.payment.events;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.payment.provider.PaymentId;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Events that the provider has reported, and their outcomes. */
@Repository
class ProviderEventRecords implements ExpiredRows {

    /**
     * Reported event.
     *
     * @param payment key or reference, as reported
     */
    record EventRecord(String id, String payment, String event) {

        static EventRecord of(String id, PaymentId payment, String event) {
            return new EventRecord(id, payment.key() == null ? payment.reference() : payment.key(), event);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RetentionProperties retention;

    ProviderEventRecords(JdbcClient jdbc, Clock clock, RetentionProperties retention) {
        this.retention = retention;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<EventRecord> find(String id) {
        return jdbc.sql("SELECT id, payment, event FROM provider_event WHERE id = ?")
                .param(id)
                .query(RecordMapper.of(EventRecord.class))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if another thread stores the same event at the same time */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(EventRecord event, ReportOutcome outcome) {
        jdbc.sql("INSERT INTO provider_event (id, payment, event, outcome, received_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        event.id(),
                        event.payment(),
                        event.event(),
                        outcome.name(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Removes events as old as removed trades: an event names the payment, not the trade. */
    @Override
    public int removeExpired(Instant now, int limit, Removal removal) {
        return removal.remove(
                "provider_event",
                "id",
                jdbc.sql("SELECT id FROM provider_event WHERE received_at < ? LIMIT ?")
                        .params(now.minus(retention.trades()).atOffset(ZoneOffset.UTC), limit)
                        .query(String.class)
                        .list());
    }
}
