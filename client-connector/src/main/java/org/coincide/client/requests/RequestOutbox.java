package org.coincide.client.requests;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.coincide.client.contract.CloudEventFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The outbox of requests, inquiries and warnings, in the table {@code request}. */
@Repository
class RequestOutbox {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ApplicationEventPublisher publisher;

    RequestOutbox(JdbcClient jdbc, JdbcTemplate batches, ApplicationEventPublisher publisher) {
        this.publisher = publisher;
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Stores events to send, in the transaction that stores their cause. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void store(List<CloudEventFactory.OutgoingEvent> events, Instant now) {
        if (!events.isEmpty()) {
            batches.batchUpdate(
                    """
                    INSERT INTO request (id, event_type, subject, event_body, created_at, state)
                    VALUES (?, ?, ?, ?, ?, 'WAITING')
                    """,
                    events.stream()
                            .map(event ->
                                    new Object[] {event.id(), event.type(), event.subject(), event.text(), time(now)})
                            .toList());
            publisher.publishEvent(new RequestsStored());
        }
    }

    /** The creation times of events with the type and subject in a time range, latest first. */
    List<Instant> createdBetween(String type, String subject, Instant from, Instant to) {
        return jdbc.sql(
                        """
                        SELECT created_at FROM request WHERE subject = ? AND event_type = ? AND created_at BETWEEN ? AND ?
                        ORDER BY created_at DESC
                        """)
                .params(subject, type, time(from), time(to))
                .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .list();
    }

    /** Returns the events to send, oldest first. */
    List<Due> due(int limit) {
        return jdbc.sql(
                        """
                        SELECT id, event_body FROM request WHERE state = 'WAITING'
                        ORDER BY created_at FETCH NEXT :limit ROWS ONLY
                        """)
                .param("limit", limit)
                .query((row, index) -> new Due(row.getString("id"), row.getString("event_body")))
                .list();
    }

    long countWaiting(int limit) {
        return jdbc.sql(
                        """
                        SELECT COUNT(*) FROM
                        (SELECT id FROM request WHERE state = 'WAITING' FETCH FIRST :limit ROWS ONLY) AS waiting_request
                        """)
                .param("limit", limit)
                .query(Long.class)
                .single();
    }

    @Transactional
    public void markSent(List<Due> sent) {
        batches.batchUpdate(
                "UPDATE request SET state = 'SENT' WHERE id = ?",
                sent.stream().map(due -> new Object[] {due.id()}).toList());
    }

    int deleteSentBefore(Instant time) {
        return jdbc.sql("DELETE FROM request WHERE state = 'SENT' AND created_at < ?")
                .param(time(time))
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** An event that is due to be sent. */
    record Due(String id, String event) {}
}
