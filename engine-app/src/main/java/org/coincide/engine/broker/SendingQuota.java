package org.coincide.engine.broker;

import jakarta.jms.ResourceAllocationException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The rate of an account, and its share in the messages that wait in one of the server's queues.
 *
 * <p>The broker counts the messages of a queue, not of an account. Queues are first-in, first-out, so the messages that wait are the
 * ones that were sent last. A share cannot exceed the length of the queue, so an inexact count limits nobody while the queue is short.
 */
final class SendingQuota {

    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK = 5;

    private final BrokerProperties.Quota quota;
    private final Duration patience;
    private final Map<String, Share> shares = new ConcurrentHashMap<>();
    private final Map<String, Long> nextByAccount = new ConcurrentHashMap<>();
    private final Map<String, Long> sentToQueue = new ConcurrentHashMap<>();

    SendingQuota(BrokerProperties.Quota quota, Duration patience) {
        this.quota = quota;
        this.patience = patience;
    }

    /** The positions of an account's messages in one queue, counted from the broker's start. */
    private static final class Share {

        private final Deque<Long> positions = new ArrayDeque<>();

        synchronized int waiting(long taken) {
            while (!positions.isEmpty() && positions.peekFirst() <= taken) {
                positions.removeFirst();
            }
            return positions.size();
        }

        synchronized void add(long position) {
            positions.addLast(position);
        }
    }

    /**
     * Waits until the account may send one more message. The connection of the account waits, and no other.
     *
     * @param uncommitted number of messages in the sender's open transaction
     */
    void await(String account, String queue, int uncommitted, WaitingMessages waiting)
            throws ResourceAllocationException, InterruptedException {
        pace(account);
        long deadline = System.nanoTime() + patience.toNanos();
        while (uncommitted + share(account, queue, waiting.count()) >= quota.pending()) {
            if (uncommitted >= quota.pending() || System.nanoTime() > deadline) {
                throw new ResourceAllocationException(
                        "Account %s has %d messages in %s, which is the limit. Send again later."
                                .formatted(account, quota.pending(), queue));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK);
        }
    }

    private void pace(String account) throws InterruptedException {
        long now = System.nanoTime();
        long interval = NANOS / quota.rate();
        // A burst of one second is free.
        long slot = nextByAccount.merge(account, now - NANOS, (last, earliest) -> Math.max(last + interval, earliest));
        if (slot > now) {
            TimeUnit.NANOSECONDS.sleep(slot - now);
        }
    }

    private long share(String account, String queue, long waiting) {
        long taken = sentToQueue.getOrDefault(queue, 0L) - waiting;
        return Math.min(waiting, shareOf(account, queue).waiting(taken));
    }

    /** Records that the queue has one more message of the account. */
    void sent(String account, String queue) {
        shareOf(account, queue).add(sentToQueue.merge(queue, 1L, Long::sum));
    }

    private Share shareOf(String account, String queue) {
        return shares.computeIfAbsent(account + " " + queue, first -> new Share());
    }

    /** The number of messages that wait in a queue now. */
    interface WaitingMessages {
        long count();
    }
}
