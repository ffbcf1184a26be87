package org.coincide.engine.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.broker.region.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches whether the clients read their queues, and how full the queues are. */
final class ClientQueueMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(ClientQueueMonitor.class);

    /**
     * The reading of one queue.
     *
     * @param dequeues number of messages that were read until {@code since}
     * @param since time of the last look at which messages had been read, or at which the queue was empty
     */
    private record Reading(long dequeues, Instant since, boolean full) {}

    private final BrokerProperties.Quota quota;
    private final Clock clock;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    ClientQueueMonitor(BrokerProperties.Quota quota, Clock clock) {
        this.quota = quota;
        this.clock = clock;
    }

    /** Returns the number of messages that the queue still takes. */
    int remaining(String clientId, Destination queue, Destination deadLetters) {
        long unread = unread(queue) + unread(deadLetters);
        boolean full = unread >= quota.unread()
                || size(queue) + size(deadLetters) >= quota.unreadSize().toBytes();
        Reading last = updateReading(clientId, queue, full);
        if (full != last.full()) {
            log(clientId, unread, full);
        }
        return full ? 0 : Math.toIntExact(quota.unread() - unread);
    }

    /** Returns whether the queue is full and has not been read for a while, so that the client must read before it sends. */
    boolean mustReadFirst(String clientId, Destination queue, Destination deadLetters) {
        return remaining(clientId, queue, deadLetters) == 0
                && unreadFor(clientId).compareTo(quota.unreadFor()) >= 0;
    }

    /** Returns the filled part of the client's quota, 1 if the queue is full. */
    double filled(Destination queue, Destination deadLetters) {
        return Math.max(
                (double) (unread(queue) + unread(deadLetters)) / quota.unread(),
                (double) (size(queue) + size(deadLetters)) / quota.unreadSize().toBytes());
    }

    private Duration unreadFor(String clientId) {
        return Duration.between(readings.get(clientId).since(), clock.instant());
    }

    /** Updates the reading of a queue; returns the one before. */
    private Reading updateReading(String clientId, Destination queue, boolean full) {
        long dequeues = queue.getDestinationStatistics().getDequeues().getCount();
        Reading last = readings.getOrDefault(clientId, new Reading(dequeues, clock.instant(), false));
        boolean reads = dequeues != last.dequeues() || unread(queue) == 0;
        readings.put(clientId, new Reading(dequeues, reads ? clock.instant() : last.since(), full));
        return last;
    }

    private void log(String clientId, long unread, boolean full) {
        if (full) {
            LOG.warn(
                    "Client {} has {} unread messages, which is the limit. The relay sends further messages when the client reads.",
                    clientId,
                    unread);
        } else {
            LOG.info("Client {} reads again. The relay sends the next messages.", clientId);
        }
    }

    static long unread(Destination queue) {
        return queue.getDestinationStatistics().getMessages().getCount();
    }

    /** Returns the number of messages by the store's own count. */
    static long stored(Destination queue) {
        try {
            return queue.getMessageStore() == null
                    ? unread(queue)
                    : queue.getMessageStore().getMessageCount();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long size(Destination queue) {
        try {
            return queue.getMessageStore() == null ? 0 : queue.getMessageStore().getMessageSize();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
