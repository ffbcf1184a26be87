package org.coincide.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What clients found wrong with our messages: kept once, for an operator to look at. */
@Repository
class ClientWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(ClientWarnings.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    ClientWarnings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

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
                                ? warning.path("sequence").asLong()
                                : null,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        LOG.warn(
                "Client {} warns of {} in trade {}.",
                clientId,
                warning.path("warning").asText(),
                warning.path("tradingId").asText("-"));
    }
}
