package org.coincide.engine.broker;

import jakarta.jms.ResourceAllocationException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The share of one account in the messages that wait in one of the server's queues, and its rate.
 *
 * <p>The broker counts the messages of a queue, not of an account. Queues are first-in, first-out, so the messages that wait are the
 * ones that were sent last.
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

    /** The positions of an account's messages in one queue, counted from the broker's start; and its uncommitted messages. */
    private static final class Share {

        private final Deque<Long> positions = new ArrayDeque<>();
        private int uncommitted;

        synchronized int pending(long taken) {
            while (!positions.isEmpty() && positions.peekFirst() <= taken) {
                positions.removeFirst();
            }
            return positions.size() + uncommitted;
        }

        synchronized void add(long position) {
            positions.addLast(position);
        }

        synchronized int uncommitted() {
            return uncommitted;
        }

        synchronized void uncommitted(int change) {
            uncommitted += change;
        }
    }

    /** Waits until the account may send one more message. The connection of the account waits, and no other. */
    void await(String account, String queue, WaitingMessages waiting)
            throws ResourceAllocationException, InterruptedException {
        pace(account);
        long deadline = System.nanoTime() + patience.toNanos();
        while (pending(account, queue, waiting.count()) >= quota.pending()) {
            boolean hopeless = share(account, queue).uncommitted() >= quota.pending();
            if (hopeless || System.nanoTime() > deadline) {
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

    private int pending(String account, String queue, long waiting) {
        return share(account, queue).pending(sentToQueue.getOrDefault(queue, 0L) - waiting);
    }

    /** Records that the queue has one more message of the account. */
    void sent(String account, String queue) {
        share(account, queue).add(sentToQueue.merge(queue, 1L, Long::sum));
    }

    /** Records a change of the number of messages that the account has sent in open transactions. */
    void uncommitted(String account, String queue, int change) {
        share(account, queue).uncommitted(change);
    }

    private Share share(String account, String queue) {
        return shares.computeIfAbsent(account + " " + queue, first -> new Share());
    }

    /** The number of messages that wait in a queue now. */
    interface WaitingMessages {
        long count();
    }
}
