package org.coincide.engine.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.coincide.engine.journal.messages.EnvelopeWriter;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.trade.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the messages of trades from the journal, with those that the present transaction has appended. */
@Repository
public class JournalHistory {

    /**
     * The last sent message of a trade.
     *
     * @param digest SHA-256 of its body
     */
    public record SentMessage(long sequence, String digest) {}

    private final JdbcClient jdbc;
    private final EnvelopeWriter envelopes;
    private final Outbox outbox;

    JournalHistory(JdbcClient jdbc, EnvelopeWriter envelopes, Outbox outbox) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
        this.outbox = outbox;
    }

    /** Returns the history of a trade: all messages from sequence 1. */
    public List<JournalRow> history(String tradingId) {
        AppendedRows.insertNow();
        return jdbc.sql(Journal.COLUMNS + " WHERE trading_id = ? ORDER BY sequence")
                .param(tradingId)
                .query(RecordMapper.of(JournalRow.class))
                .list();
    }

    /** Returns the messages of a trade with their publication state, newest first. */
    public List<JournalMessage> messages(String tradingId) {
        AppendedRows.insertNow();
        return jdbc.sql(
                        """
                        SELECT id, sequence, recorded_at, unsent, resends, body FROM journal
                        WHERE trading_id = ? ORDER BY sequence DESC""")
                .param(tradingId)
                .query((row, index) -> new JournalMessage(
                        row.getLong("sequence"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("unsent") && !outbox.isSent(row.getLong("id"), row.getInt("resends")),
                        row.getString("body")))
                .list();
    }

    /** Returns the last message of each of the trades. HSQLDB reads the first table of a join first, so the journal comes last. */
    public Map<String, LastMessage> last(Collection<String> tradingIds) {
        AppendedRows.insertNow();
        Map<String, LastMessage> last = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT j.trading_id, j.sequence, j.body FROM
                        (SELECT trading_id, MAX(sequence) AS sequence FROM journal WHERE trading_id IN (:ids) GROUP BY trading_id) l
                        JOIN journal j ON l.trading_id = j.trading_id AND l.sequence = j.sequence""")
                .param("ids", tradingIds)
                .query((row, index) -> last.put(
                        row.getString("trading_id"),
                        LastMessage.of(row.getLong("sequence"), envelopes.dataOf(row.getString("body")))))
                .list();
        return last;
    }

    /** Returns the last sent message of each of the trades; the first message if none is sent. */
    public Map<String, SentMessage> lastSent(Collection<String> tradingIds) {
        AppendedRows.insertNow();
        Map<String, SentMessage> last = new HashMap<>();
        if (!tradingIds.isEmpty()) {
            jdbc.sql(
                            """
                            SELECT j.trading_id, j.sequence, j.body FROM
                            (SELECT trading_id, MAX(CASE WHEN unsent = FALSE THEN sequence ELSE 1 END) AS sequence
                              FROM journal WHERE trading_id IN (:ids) GROUP BY trading_id) l
                            JOIN journal j ON l.trading_id = j.trading_id AND l.sequence = j.sequence""")
                    .param("ids", tradingIds)
                    .query(row -> {
                        last.put(
                                row.getString("trading_id"),
                                new SentMessage(row.getLong("sequence"), BodyDigest.of(row.getString("body"))));
                    });
        }
        return last;
    }

    /** Returns the time of a message. */
    public Optional<Instant> recordedAt(long id) {
        return jdbc.sql("SELECT recorded_at FROM journal WHERE id = ?")
                .param(id)
                .query((row, index) ->
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Returns the digest of a trade's message; empty if there is none. */
    public Optional<String> digest(String tradingId, long sequence) {
        AppendedRows.insertNow();
        return jdbc.sql("SELECT body FROM journal WHERE trading_id = ? AND sequence = ?")
                .params(tradingId, sequence)
                .query(String.class)
                .optional()
                .map(BodyDigest::of);
    }

    /** Returns the reason of the last published change of a lifecycle; empty if that change had none. */
    public Optional<Reason> lastReason(String tradingId, String lifecycle) {
        return history(tradingId).stream()
                .map(row -> envelopes.dataOf(row.body()))
                .filter(data -> StreamSupport.stream(data.path("changed").spliterator(), false)
                        .anyMatch(changed -> changed.asText().equals(lifecycle)))
                .reduce((earlier, later) -> later)
                .map(data -> data.path("reason"))
                .filter(JsonNode::isObject)
                .map(reason -> new Reason(
                        reason.path("code").asText(), reason.path("text").asText(null)));
    }

    /** Returns the digest of a trade's order as it was placed, before any amendment. */
    public String firstDigest(String tradingId) {
        return information(tradingId)
                .map(first -> envelopes.dataOf(first.body()).path("orderDigest").asText())
                .orElse("");
    }

    /** Returns the first trading information of a trade. */
    public Optional<JournalRow> information(String tradingId) {
        AppendedRows.insertNow();
        return jdbc.sql(Journal.COLUMNS + " WHERE trading_id = ? AND sequence = 1")
                .param(tradingId)
                .query(RecordMapper.of(JournalRow.class))
                .optional();
    }
}
