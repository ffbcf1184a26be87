package org.coincide.engine.warnings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.reading.RecordMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The warnings that clients have reported about the server's messages, stored once each for the operator. */
@Repository
public class ClientWarnings {

    /**
     * A warning that a client has reported, and what operators made of it.
     *
     * @param id number of the warning
     * @param eventId the client's own id of the warning
     * @param warning warning type of the contract
     * @param sequence sequence of the message that the warning is about; null if none
     */
    public record ClientWarning(
            long id,
            String clientId,
            String eventId,
            String warning,
            String text,
            String tradingId,
            Long sequence,
            Instant receivedAt,
            String assignee,
            String answer,
            String answeredBy,
            Instant answeredAt,
            String acknowledgedBy,
            Instant acknowledgedAt) {}

    /**
     * Conditions that a warning must meet, and a page of the result; null for any.
     *
     * @param offset number of skipped warnings
     */
    public record Query(
            Boolean acknowledged, String clientId, String warning, String assignee, int limit, long offset) {}

    /** A page of a result, and the number of all warnings of the result. */
    public record Page(List<ClientWarning> warnings, long total) {}

    /** Number of warnings of a client and a type. */
    public record WarningCount(String clientId, String warning, long warnings) {}

    private static final String SELECT =
            """
            SELECT id, client_id, event_id, warning, text, trading_id, sequence, received_at, assignee, answer, answered_by, answered_at,
              acknowledged_by, acknowledged_at FROM client_warning w""";

    /** Condition of {@code TradeSearch}: the client has warned about the content of a message, and nobody has acknowledged the warning. */
    public static final String DISPUTED =
            """
            (t.trading_id, t.client_id) IN (SELECT w.trading_id, w.client_id FROM client_warning w
              WHERE w.acknowledged_at IS NULL AND w.warning NOT IN ('SEQUENCE_GAP', 'UNKNOWN_TRADE'))""";

    /** Event published inside the transaction that stored a warning. */
    public record Reported(String clientId, String warning) {}

    private static final Logger LOG = LoggerFactory.getLogger(ClientWarnings.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ClientWarnings(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Stores a warning; a duplicate is ignored. */
    @Transactional
    public void add(String clientId, String eventId, JsonNode warning) {
        boolean known = jdbc.sql("SELECT COUNT(*) FROM client_warning WHERE client_id = ? AND event_id = ?")
                        .params(clientId, eventId)
                        .query(Long.class)
                        .single()
                > 0;
        if (known) {
            return;
        }
        jdbc.sql(
                        """
                        INSERT INTO client_warning (client_id, event_id, warning, text, trading_id, sequence, received_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        clientId,
                        eventId,
                        warning.path("warning").asText(),
                        warning.path("text").asText(),
                        warning.path("tradingId").asText(null),
                        warning.hasNonNull("sequence")
                                ? warning.path("sequence").decimalValue().longValueExact()
                                : null,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new Reported(clientId, warning.path("warning").asText()));
        LOG.warn(
                "Client {} reported the warning {} in trade {}.",
                clientId,
                warning.path("warning").asText(),
                warning.path("tradingId").asText("-"));
    }

    /** Returns a page of the warnings, newest first. */
    public Page find(Query query) {
        Map<String, Object> values = new HashMap<>();
        String where = where(query, values);
        long total = jdbc.sql("SELECT COUNT(*) FROM client_warning w" + where)
                .params(values)
                .query(Long.class)
                .single();
        values.put("limit", query.limit());
        values.put("offset", query.offset());
        return new Page(
                jdbc.sql(SELECT + where + " ORDER BY id DESC LIMIT :limit OFFSET :offset")
                        .params(values)
                        .query(RecordMapper.of(ClientWarning.class))
                        .list(),
                total);
    }

    private static String where(Query query, Map<String, Object> values) {
        List<String> all = new ArrayList<>();
        if (query.acknowledged() != null) {
            all.add("w.acknowledged_at IS " + (query.acknowledged() ? "NOT NULL" : "NULL"));
        }
        if (query.clientId() != null) {
            values.put("client", query.clientId());
            all.add("w.client_id = :client");
        }
        if (query.warning() != null) {
            values.put("warning", query.warning());
            all.add("w.warning = :warning");
        }
        if (query.assignee() != null) {
            values.put("assignee", query.assignee());
            all.add("w.assignee = :assignee");
        }
        return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
    }

    /** Returns the number of warnings that nobody has acknowledged, by client and type. */
    public List<WarningCount> countOpen() {
        return jdbc.sql(
                        """
                        SELECT client_id, warning, COUNT(*) AS warnings FROM client_warning WHERE acknowledged_at IS NULL
                        GROUP BY client_id, warning ORDER BY client_id, warning""")
                .query(RecordMapper.of(WarningCount.class))
                .list();
    }

    public Optional<ClientWarning> find(long id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(RecordMapper.of(ClientWarning.class))
                .optional();
    }

    /**
     * Assigns a warning that nobody has acknowledged.
     *
     * @param person null for nobody
     * @return false if there is no such warning
     */
    @Transactional
    public boolean assign(long id, String person) {
        return jdbc.sql("UPDATE client_warning SET assignee = ? WHERE id = ? AND acknowledged_at IS NULL")
                        .params(person, id)
                        .update()
                == 1;
    }

    /** Stores the answer to a warning, in place of an earlier one; returns false if there is no such warning. */
    @Transactional
    public boolean answer(long id, String answer, String person) {
        return jdbc.sql("UPDATE client_warning SET answer = ?, answered_by = ?, answered_at = ? WHERE id = ?")
                        .params(answer, person, clock.instant().atOffset(ZoneOffset.UTC), id)
                        .update()
                == 1;
    }

    /** Ends the work on a warning; returns false if there is no such warning, or if it is acknowledged already. */
    @Transactional
    public boolean acknowledge(long id, String person) {
        return jdbc.sql(
                                """
                                UPDATE client_warning SET acknowledged_by = ?, acknowledged_at = ?
                                WHERE id = ? AND acknowledged_at IS NULL""")
                        .params(person, clock.instant().atOffset(ZoneOffset.UTC), id)
                        .update()
                == 1;
    }

    /** Returns a client's own warnings, newest first, before a number (null: from the newest). */
    List<ClientWarning> ofClient(String clientId, Long before, int limit) {
        return jdbc.sql(SELECT + " WHERE client_id = ? AND id < ? ORDER BY id DESC LIMIT ?")
                .params(clientId, before == null ? Long.MAX_VALUE : before, limit)
                .query(RecordMapper.of(ClientWarning.class))
                .list();
    }

    /** The warnings of a client about a trade, newest first. */
    public List<ClientWarning> of(String clientId, String tradingId) {
        return jdbc.sql(SELECT + " WHERE client_id = ? AND trading_id = ? ORDER BY id DESC")
                .params(clientId, tradingId)
                .query(RecordMapper.of(ClientWarning.class))
                .list();
    }
}
