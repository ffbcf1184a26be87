package org.coincide.engine.operations.cockpit;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what an operator is shown of a trade. */
@Component
class Desk {

    /**
     * @param tradingId null where there is no trade
     * @param messages what went to the client, the newest first
     * @param warnings what the client found wrong, the newest first
     */
    public record Told(String tradingId, String clientId, List<Message> messages, List<Warning> warnings) {}

    /** @param waits whether the relay has still to send it */
    public record Message(long sequence, String at, boolean waits, String body) {}

    public record Warning(String warning, String text, Long sequence, String at) {}

    private record MessageRow(long sequence, OffsetDateTime recordedAt, boolean unsent, String body) {}

    private record WarningRow(String warning, String text, Long sequence, OffsetDateTime receivedAt) {}

    private final JdbcClient jdbc;

    Desk(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Told told(String tradingId) {
        return jdbc.sql("SELECT client_id FROM trade WHERE trading_id = ?")
                .param(tradingId)
                .query(String.class)
                .optional()
                .map(clientId -> new Told(tradingId, clientId, messages(tradingId), warnings(clientId, tradingId)))
                .orElse(new Told(null, null, List.of(), List.of()));
    }

    private List<Message> messages(String tradingId) {
        return jdbc
                .sql(
                        """
                        SELECT sequence, recorded_at, unsent, body FROM journal
                        WHERE trading_id = ? ORDER BY sequence DESC""")
                .param(tradingId)
                .query(MessageRow.class)
                .list()
                .stream()
                .map(row -> new Message(row.sequence(), time(row.recordedAt()), row.unsent(), row.body()))
                .toList();
    }

    private List<Warning> warnings(String clientId, String tradingId) {
        return jdbc
                .sql(
                        """
                        SELECT warning, text, sequence, received_at FROM client_warning
                        WHERE client_id = ? AND trading_id = ? ORDER BY id DESC""")
                .params(clientId, tradingId)
                .query(WarningRow.class)
                .list()
                .stream()
                .map(row -> new Warning(row.warning(), row.text(), row.sequence(), time(row.receivedAt())))
                .toList();
    }

    private static String time(OffsetDateTime time) {
        return time.toInstant().toString();
    }
}
