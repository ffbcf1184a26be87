package org.coincide.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The warnings that clients have reported about the server's messages, stored once each for the operator. */
@Repository
public class ClientWarnings {

    /**
     * A warning that a client has reported.
     *
     * @param warning warning type of the contract
     * @param sequence sequence of the message that the warning is about; null if none
     */
    public record ClientWarning(String warning, String text, Long sequence, Instant receivedAt) {}

    private static final Logger LOG = LoggerFactory.getLogger(ClientWarnings.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    ClientWarnings(JdbcClient jdbc, Clock clock) {
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
        LOG.warn(
                "Client {} reported the warning {} in trade {}.",
                clientId,
                warning.path("warning").asText(),
                warning.path("tradingId").asText("-"));
    }

    /** The warnings of a client about a trade, newest first. */
    public List<ClientWarning> of(String clientId, String tradingId) {
        return jdbc.sql(
                        """
                        SELECT warning, text, sequence, received_at FROM client_warning
                        WHERE client_id = ? AND trading_id = ? ORDER BY id DESC""")
                .params(clientId, tradingId)
                .query(ClientWarning.class)
                .list();
    }
}
