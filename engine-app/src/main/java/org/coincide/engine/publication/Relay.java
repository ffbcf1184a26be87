package org.coincide.engine.publication;

import jakarta.jms.IllegalStateException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.activemq.MaxFrameSizeExceededException;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.broker.queues.ClientQueueCapacity;
import org.coincide.engine.journal.Hold;
import org.coincide.engine.journal.JournalRow;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.publication.ClientQueueSender.SignedMessage;
import org.coincide.engine.statements.ClientPositions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;

/** Sends the unsent messages of the journal. Clock and threads belong to {@link RelaySchedule}. */
@Component
class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Outbox outbox;
    private final ClientQueueSender queue;
    private final RelayLease lease;
    private final RelayProperties properties;
    private final ClientQueueCapacity capacity;
    private final ClientAccounts clients;
    private final ClientPositions positions;
    private final RefusedClients refused;

    Relay(
            Outbox outbox,
            ClientQueueSender queue,
            RelayLease lease,
            RelayProperties properties,
            ClientQueueCapacity capacity,
            ClientAccounts clients,
            ClientPositions positions,
            RefusedClients refused) {
        this.positions = positions;
        this.outbox = outbox;
        this.queue = queue;
        this.capacity = capacity;
        this.clients = clients;
        this.lease = lease;
        this.properties = properties;
        this.refused = refused;
    }

    /**
     * Sends some batches of unsent messages to each of these clients whose queue has room, oldest first, while this node holds the lease. The messages
     * are marked as sent by {@link #markSent()}, after the broker's commit: a crash between the two causes duplicates, which the client detects.
     *
     * @param to tells by a client's identifier whether to look for messages to it
     * @param progress called after each batch
     * @return number of sent messages
     * @throws JmsException if the broker cannot be reached
     */
    int relayDue(Predicate<String> to, Runnable progress) {
        if (!isHolder()) {
            return 0;
        }
        int sent = 0;
        Map<String, Hold> holds = positions.holds();
        positions.published(holds);
        for (ClientAccount client : clients.all()) {
            if (!to.test(client.id()) || refused.isLeftOut(client.id())) {
                continue;
            }
            if (!isHolder()) {
                return sent;
            }
            sent += relayDue(client.id(), holds.getOrDefault(client.id(), Hold.NONE), progress);
            progress.run();
        }
        return sent;
    }

    /** Renews the lease if that is due. If another node has it, that node sends again what is not marked, and reports what is held. */
    private boolean isHolder() {
        boolean held = lease.isHeld();
        if (!held) {
            outbox.forgetSent();
            positions.publishesNothing();
        }
        return held;
    }

    /** Returns whether any message is not sent yet. */
    boolean hasWork() {
        return outbox.unsentCount(1) > 0;
    }

    private int relayDue(String clientId, Hold hold, Runnable progress) {
        int room = Math.min(properties.batchSize() * properties.batchesAtOnce(), capacity.remaining(clientId));
        List<JournalRow> due = room == 0 ? List.of() : outbox.unsent(clientId, room, hold);
        if (due.isEmpty()) {
            return 0;
        }
        try {
            int sent = sendInBatches(due, progress);
            refused.accepted(clientId);
            return sent;
        } catch (JmsException failure) {
            if (!isRefusal(failure)) {
                throw failure;
            }
            refused.refused(clientId, failure);
            return 0;
        }
    }

    /**
     * Sends messages in batches. While the broker stores one, the next is signed and transmitted, and committed only after it. Ends with a batch of
     * which a message was refused, and throws only if no message was sent.
     */
    private int sendInBatches(List<JournalRow> due, Runnable progress) {
        int sent = 0;
        CompletableFuture<Transmission> next = CompletableFuture.completedFuture(queue.transmit(batch(due, 0)));
        while (true) {
            Transmission batch = next.join();
            int end = sent + batch.messages().size();
            next = end < due.size() ? queue.transmitAhead(batch(due, end)) : null;
            boolean complete = false;
            try {
                sent += commit(batch, progress);
                complete = sent == end;
            } catch (JmsException failure) {
                if (sent == 0 || !isRefusal(failure)) {
                    throw failure;
                }
            } finally {
                if (!complete) {
                    discard(next);
                }
            }
            if (!complete || next == null) {
                return sent;
            }
            progress.run();
        }
    }

    /** The broker discards what was transmitted and not committed. It is sent by the next look. */
    private static void discard(CompletableFuture<Transmission> ahead) {
        if (ahead != null) {
            ahead.thenAccept(Transmission::close);
        }
    }

    private List<JournalRow> batch(List<JournalRow> due, int from) {
        return due.subList(from, Math.min(due.size(), from + properties.batchSize()));
    }

    /** Marks the messages that were sent since the last call. */
    void markSent() {
        outbox.markSent();
    }

    /** Returns whether sent messages are not marked yet. */
    boolean hasUnmarked() {
        return outbox.hasUnmarked();
    }

    private int commit(Transmission transmission, Runnable progress) {
        List<SignedMessage> batch = transmission.messages();
        try {
            queue.commit(transmission);
        } catch (JmsException failure) {
            if (!isRefusal(failure)) {
                throw failure;
            }
            return sendOneByOne(batch, failure, progress);
        }
        outbox.sent(batch.stream().map(SignedMessage::row).toList());
        return batch.size();
    }

    /** Returns whether the broker refused a message, as opposed to a broken connection or a broker that does not answer. */
    private static boolean isRefusal(JmsException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && !(cause instanceof MaxFrameSizeExceededException)
                    || cause instanceof IllegalStateException) {
                return false;
            }
        }
        return true;
    }

    /** Sends messages one by one: a refused message must block only its own trade. Throws if all are refused. */
    private int sendOneByOne(List<SignedMessage> batch, JmsException batchRefused, Runnable progress) {
        Map<String, String> blocked = new LinkedHashMap<>();
        int sent = 0;
        for (SignedMessage message : batch) {
            JournalRow row = message.row();
            String group = row.tradingId() == null ? "refusal " + row.id() : row.tradingId();
            if (blocked.containsKey(group)) {
                continue;
            }
            if (sent == 0 && blocked.size() >= properties.maxRefusals()) {
                break;
            }
            progress.run();
            try {
                queue.send(List.of(message));
                outbox.sent(List.of(row));
                sent++;
            } catch (JmsException refused) {
                if (!isRefusal(refused)) {
                    throw refused;
                }
                blocked.put(group, refused.getMessage());
            }
        }
        if (sent == 0) {
            throw batchRefused;
        }
        blocked.forEach((group, cause) -> LOG.warn("The broker refused the next message of {}: {}", group, cause));
        return sent;
    }
}
