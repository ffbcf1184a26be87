package org.coincide.engine.journal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.coincide.engine.journal.Journal.Appended;
import org.coincide.engine.reading.Parts;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The messages of the {@link Journal} that are to be sent: the transactional outbox. */
@Repository
public class Outbox {

    private final JdbcClient jdbc;
    private final MessageOrigin origin;

    /**
     * The messages that the broker has stored and whose rows still say that they are unsent, with the number of their resends when they were
     * read. Those of several batches are marked by one transaction. A server that ends before sends them again, and the clients ignore the
     * duplicates.
     */
    private final Map<Long, Integer> unmarked = new ConcurrentHashMap<>();

    Outbox(JdbcClient jdbc, MessageOrigin origin) {
        this.jdbc = jdbc;
        this.origin = origin;
    }

    /** Returns the number of the last message; 0 for none. */
    public long lastId() {
        AppendedRows.insertNow();
        return jdbc.sql("SELECT COALESCE(MAX(id), 0) FROM journal")
                .query(Long.class)
                .single();
    }

    /** Returns the number of the first message that is still stored; 1 for none. */
    public long firstId() {
        return jdbc.sql("SELECT COALESCE(MIN(id), 1) FROM journal")
                .query(Long.class)
                .single();
    }

    /** Returns whether a message that belongs to no trade, up to a number, is not sent yet. */
    public boolean anyUnsentOutsideTrades(long upTo) {
        AppendedRows.insertNow();
        return jdbc.sql("SELECT COUNT(*) FROM journal WHERE unsent = TRUE AND trading_id IS NULL AND id <= ?")
                        .param(upTo)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Returns the messages to a client that are not sent yet, oldest first; those of one trade in sequence. */
    public List<JournalRow> unsent(String clientId, int limit, Hold hold) {
        // Taken before the query: a row that is marked meanwhile is still known as sent.
        Map<Long, Integer> sent = Map.copyOf(unmarked);
        // Sorted by all columns of the index: sorted by id alone, HSQLDB reads all unsent rows whatever the limit.
        return jdbc
                .sql(Journal.COLUMNS + " WHERE unsent = TRUE AND client_id = ?" + hold.condition()
                        + " ORDER BY unsent, client_id, id LIMIT ?")
                .params(clientId, limit + sent.size())
                .query(RecordMapper.of(JournalRow.class))
                .list()
                .stream()
                .filter(row -> !Objects.equals(sent.get(row.id()), row.resends()))
                .limit(limit)
                .toList();
    }

    /** Returns the number of messages that are not sent yet; the limit if there are more. */
    public long unsentCount(int limit) {
        int sent = unmarked.size();
        long rows = jdbc.sql(
                        "SELECT COUNT(*) FROM (SELECT id FROM journal WHERE unsent = TRUE LIMIT ?) AS unsent_message")
                .param(limit + sent)
                .query(Long.class)
                .single();
        return Math.max(0, Math.min(rows - sent, limit));
    }

    /** Returns the time of the oldest message to a client that is not sent yet. */
    public Optional<Instant> oldestUnsent(String clientId) {
        return oldestUnsent(clientId, Hold.NONE);
    }

    /** Returns the time of the oldest message to a client that is not sent yet and not held. */
    public Optional<Instant> oldestUnsent(String clientId, Hold hold) {
        // Taken before the query, as above.
        Map<Long, Integer> sent = Map.copyOf(unmarked);
        return jdbc
                .sql("SELECT id, resends, recorded_at FROM journal WHERE unsent = TRUE AND client_id = ?"
                        + hold.condition() + " ORDER BY unsent, client_id, id LIMIT ?")
                .params(clientId, sent.size() + 1)
                .query((row, index) -> Objects.equals(sent.get(row.getLong("id")), row.getInt("resends"))
                        ? Optional.<Instant>empty()
                        : Optional.of(row.getObject("recorded_at", OffsetDateTime.class)
                                .toInstant()))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Remembers messages as sent to the broker, until {@link #markSent()} marks them. */
    public void sent(Collection<JournalRow> rows) {
        rows.forEach(row -> unmarked.put(row.id(), row.resends()));
    }

    /** Returns whether sent messages are not marked yet. */
    public boolean hasUnmarked() {
        return !unmarked.isEmpty();
    }

    /**
     * Marks the messages as sent that are remembered as such, except those that were asked for again since they were read. Without a
     * transaction, so that they are forgotten only once the marks are stored.
     */
    public void markSent() {
        Map<Integer, List<Long>> byResends = unmarked.entrySet().stream()
                .collect(groupingBy(Map.Entry::getValue, mapping(Map.Entry::getKey, toList())));
        byResends.forEach((resends, ids) -> {
            // Each statement is a transaction of its own, so that inquiries come in between.
            Parts.of(ids).forEach(part -> mark(resends, part));
        });
    }

    private void mark(int resends, List<Long> ids) {
        jdbc.sql("UPDATE journal SET unsent = FALSE WHERE id IN (:ids) AND resends = :resends")
                .param("ids", ids)
                .param("resends", resends)
                .update();
        ids.forEach(id -> unmarked.remove(id, resends));
    }

    /** Forgets which messages are sent and not marked, so that they are sent again. */
    public void forgetSent() {
        unmarked.clear();
    }

    /**
     * Marks the messages of a trade from a sequence on as unsent, so that the relay resends them unchanged.
     *
     * @return number of messages that were sent; 0 if this client has no such trade, or if none is sent yet
     */
    @Transactional
    public int resend(String clientId, String tradingId, long fromSequence) {
        AppendedRows.insertNow();
        Map<Long, Boolean> unsent = new HashMap<>();
        jdbc.sql("SELECT id, unsent, resends FROM journal WHERE client_id = ? AND trading_id = ? AND sequence >= ?")
                .params(clientId, tradingId, fromSequence)
                .query(row -> {
                    long id = row.getLong("id");
                    unsent.put(id, row.getBoolean("unsent") && !isSent(id, row.getInt("resends")));
                });
        resend(unsent.keySet());
        return Collections.frequency(unsent.values(), false);
    }

    /**
     * Marks messages as unsent, so that the relay resends them unchanged. Also those that are unsent already: another node may have sent them
     * and not marked them yet.
     *
     * @return number of messages
     */
    @Transactional
    public int resend(Collection<Long> ids) {
        AppendedRows.insertNow();
        int rows = ids.isEmpty()
                ? 0
                : jdbc.sql("UPDATE journal SET unsent = TRUE, resends = resends + 1 WHERE id IN (:ids)")
                        .param("ids", ids)
                        .update();
        origin.publish(Appended.NOTHING);
        return rows;
    }

    /**
     * Marks the messages to some clients since a time as unsent, after the broker has lost them. Clients detect those that they have as
     * duplicates.
     *
     * @param from number of the first message that is considered
     * @param to number of the last one
     * @return number of messages
     */
    @Transactional
    public int resendAll(Collection<String> clientIds, Instant since, long from, long to) {
        AppendedRows.insertNow();
        int rows = jdbc.sql(
                        """
                        UPDATE journal SET unsent = TRUE, resends = resends + 1
                        WHERE id BETWEEN :from AND :to AND client_id IN (:clients) AND recorded_at >= :since""")
                .param("from", from)
                .param("to", to)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("clients", clientIds)
                .update();
        origin.publish(Appended.NOTHING);
        return rows;
    }

    /** Marks the first message of a trade as unsent: the reply to a duplicate order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resendInformation(String tradingId) {
        AppendedRows.insertNow();
        resend(jdbc.sql("SELECT id FROM journal WHERE trading_id = ? AND sequence = 1")
                .param(tradingId)
                .query(Long.class)
                .list());
    }

    /** Returns whether a message was sent whose row, with this number of resends, says that it is not. */
    boolean isSent(long id, int resends) {
        return Objects.equals(unmarked.get(id), resends);
    }
}
