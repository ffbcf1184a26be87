package org.coincide.client.requests;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.paging.Parts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The outbox of requests, inquiries and warnings, in the table {@code request}. */
@Repository
class RequestOutbox {

    /** Type of an inquiry about missing messages. */
    static final String INQUIRY = "trading.inquiry.v1";

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

    /**
     * Returns the creation times of events with the type in a time range, latest first, of each subject that has any. An event that is not sent
     * yet counts as one of the end of the range: its reply cannot come before.
     */
    Map<String, List<Instant>> createdBetween(String type, Collection<String> subjects, Instant from, Instant to) {
        Map<String, List<Instant>> created = new HashMap<>();
        for (var part : Parts.of(subjects)) {
            jdbc.sql(
                            """
                            SELECT subject, created_at, state FROM request
                            WHERE subject IN (:subjects) AND event_type = :type
                              AND (created_at BETWEEN :from AND :to OR state = 'WAITING')
                            ORDER BY created_at DESC
                            """)
                    .param("subjects", part)
                    .param("type", type)
                    .param("from", time(from))
                    .param("to", time(to))
                    .query(row -> {
                        var times = created.computeIfAbsent(row.getString("subject"), subject -> new ArrayList<>());
                        if (row.getString("state").equals("WAITING")) {
                            times.add(0, to);
                        } else {
                            times.add(row.getObject("created_at", OffsetDateTime.class)
                                    .toInstant());
                        }
                    });
        }
        return created;
    }

    /** Returns the events to send, oldest first. If many wait, the inquiries come last, since a rebuild stores many of them. */
    List<Due> due(int limit) {
        List<Due> oldest = oldest("", limit);
        if (oldest.size() < limit) {
            return oldest;
        }
        return Stream.concat(oldest("AND event_type <> '" + INQUIRY + "'", limit).stream(), oldest.stream())
                .distinct()
                .limit(limit)
                .toList();
    }

    /** Orders by all columns of the index, since HSQLDB reads and sorts all waiting rows otherwise. */
    private List<Due> oldest(String condition, int limit) {
        return jdbc.sql("SELECT id, event_body FROM request WHERE state = 'WAITING' " + condition
                        + " ORDER BY state, created_at FETCH NEXT :limit ROWS ONLY")
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

    /** Deletes some events that were sent and created before a time; returns their number. */
    int deleteSentBefore(Instant time, int limit) {
        return jdbc.sql(
                        """
                        DELETE FROM request WHERE id IN
                        (SELECT id FROM request WHERE state = 'SENT' AND created_at < ?
                         ORDER BY state, created_at FETCH FIRST ? ROWS ONLY)
                        """)
                .params(time(time), limit)
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** An event that is due to be sent. */
    record Due(String id, String event) {}
}
