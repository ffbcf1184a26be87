package org.coincide.engine.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.coincide.engine.journal.Journal.Appended;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The messages of the {@link Journal} that are to be sent: the transactional outbox. */
@Repository
public class Outbox {

    /**
     * The messages that the broker has stored and whose rows still say that they are unsent. Those of several batches are marked by one
     * transaction. A server that ends before sends them again, and the clients ignore the duplicates.
     */
    private static final class UnmarkedMessages {

        private final Set<Long> ids = new ConcurrentSkipListSet<>();

        /** Messages that were asked for after the relay had read what to send: they may be among those that it sends. */
        private final Set<Long> asked = new HashSet<>();

        private boolean allAsked;

        /** Notes that what is asked for from now on may be sent by a batch that is read now. */
        synchronized void read() {
            asked.clear();
            allAsked = false;
        }

        synchronized void add(Collection<Long> sent) {
            if (!allAsked) {
                sent.stream().filter(id -> !asked.contains(id)).forEach(ids::add);
            }
        }

        boolean contains(long id) {
            return ids.contains(id);
        }

        int size() {
            return ids.size();
        }

        List<Long> all() {
            return List.copyOf(ids);
        }

        /** Forgets messages that are marked. */
        synchronized void remove(Collection<Long> marked) {
            ids.removeAll(marked);
        }

        /** Forgets messages that are to be sent again; returns the number of those that were known. */
        synchronized int sendAgain(Collection<Long> messages) {
            if (!allAsked) {
                asked.addAll(messages);
            }
            return (int) messages.stream().filter(ids::remove).count();
        }

        /** Forgets all messages, which are to be sent again. */
        synchronized void sendAllAgain() {
            allAsked = true;
            asked.clear();
            ids.clear();
        }
    }

    private final JdbcClient jdbc;
    private final MessageOrigin origin;
    private final UnmarkedMessages unmarked = new UnmarkedMessages();

    /** Held while messages are marked: one that is asked for meanwhile would be marked because of its first sending, and not be sent again. */
    private final Lock marking = new ReentrantLock();

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
        unmarked.read();
        // Sorted by all columns of the index: sorted by id alone, HSQLDB reads all unsent rows whatever the limit.
        JdbcClient.StatementSpec query = jdbc.sql(Journal.COLUMNS + " WHERE unsent = TRUE AND client_id = :client"
                        + hold.condition() + " ORDER BY unsent, client_id, id LIMIT :limit")
                .param("client", clientId)
                .param("limit", limit + unmarked.size());
        return (hold.namesTrades() ? query.param("held", hold.trades()) : query)
                .query(JournalRow.class).list().stream()
                        .filter(row -> !unmarked.contains(row.id()))
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
        return jdbc
                .sql("SELECT id, recorded_at FROM journal WHERE unsent = TRUE AND client_id = ?"
                        + " ORDER BY unsent, client_id, id LIMIT ?")
                .params(clientId, unmarked.size() + 1)
                .query((row, index) -> unmarked.contains(row.getLong("id"))
                        ? Optional.<Instant>empty()
                        : Optional.of(row.getObject("recorded_at", OffsetDateTime.class)
                                .toInstant()))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Remembers messages as sent to the broker, until {@link #markSent()} marks them, but not those that were asked for since they were read. */
    public void sent(Collection<Long> ids) {
        unmarked.add(ids);
    }

    /** Returns whether sent messages are not marked yet. */
    public boolean hasUnmarked() {
        return unmarked.size() > 0;
    }

    /** Marks the messages as sent that are remembered as such. Without a transaction, so that they are forgotten only once the marks are stored. */
    public void markSent() {
        marking.lock();
        try {
            List<Long> ids = unmarked.all();
            if (!ids.isEmpty()) {
                jdbc.sql("UPDATE journal SET unsent = FALSE WHERE id IN (:ids)")
                        .param("ids", ids)
                        .update();
                unmarked.remove(ids);
            }
        } finally {
            marking.unlock();
        }
    }

    /** Forgets which messages are sent and not marked, so that they are sent again. Waits until none is being marked. */
    public void forgetSent() {
        marking.lock();
        try {
            unmarked.sendAllAgain();
        } finally {
            marking.unlock();
        }
    }

    private int forgetSent(Collection<Long> ids) {
        marking.lock();
        try {
            return unmarked.sendAgain(ids);
        } finally {
            marking.unlock();
        }
    }

    /**
     * Marks the messages of a trade from a sequence on as unsent, so that the relay resends them unchanged.
     *
     * @return number of messages; 0 if this client has no such trade, or if all are unsent already
     */
    @Transactional
    public int resend(String clientId, String tradingId, long fromSequence) {
        AppendedRows.insertNow();
        return resend(jdbc.sql("SELECT id FROM journal WHERE client_id = ? AND trading_id = ? AND sequence >= ?")
                .params(clientId, tradingId, fromSequence)
                .query(Long.class)
                .list());
    }

    /** Marks messages as unsent, so that the relay resends them unchanged; returns the number of those that were sent. */
    @Transactional
    public int resend(Collection<Long> ids) {
        AppendedRows.insertNow();
        // First, so that the relay does not mark them because of their first sending.
        int waiting = forgetSent(ids);
        // "NOT unsent": with "unsent = FALSE", HSQLDB reads all sent messages by the index of that column.
        int rows = ids.isEmpty()
                ? 0
                : jdbc.sql("UPDATE journal SET unsent = TRUE WHERE NOT unsent AND id IN (:ids)")
                        .param("ids", ids)
                        .update();
        origin.publish(Appended.NOTHING);
        return rows + waiting;
    }

    /**
     * Marks all messages to some clients since a time as unsent, after the broker has lost them. Clients detect those that they have as
     * duplicates.
     *
     * @return number of messages
     */
    @Transactional
    public int resendAll(Collection<String> clientIds, Instant since) {
        AppendedRows.insertNow();
        forgetSent();
        int rows = jdbc.sql(
                        "UPDATE journal SET unsent = TRUE WHERE NOT unsent AND client_id IN (:clients) AND recorded_at >= :since")
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

    /** Returns whether a message was sent whose row says that it is not. */
    boolean isSent(long id) {
        return unmarked.contains(id);
    }
}
