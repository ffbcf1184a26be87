package org.coincide.engine.publication;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.coincide.engine.postgresql.NodeNotifications;
import org.coincide.engine.postgresql.NodeNotifications.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Runs the relay after each commit that appended to the journal, and every {@code poll}. A node without the lease notifies the holder
 * instead of sending. Measures time with the monotonic clock, so that a changed system time does not delay a message.
 */
@Component
class RelaySchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RelaySchedule.class);

    private static final int AFTER_JOBS = 1_000;

    /** Stands for all clients. No client has this identifier. */
    private static final String ALL = "*";

    private final Relay relay;
    private final RelayLease lease;
    private final RelayWatchdog watchdog;
    private final ClientQueueSender queue;
    private final RelayProperties properties;
    private final NodeNotifications others;
    private final SendPace pace;
    private final Poll poll;
    private final Set<String> wokenFor = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicBoolean markingNow = new AtomicBoolean();
    private final AtomicBoolean markingLater = new AtomicBoolean();
    private volatile ThreadPoolTaskScheduler thread;
    private volatile ThreadPoolTaskScheduler marks;
    private volatile RuntimeException failure;
    private volatile boolean stopping;
    private BackOffExecution pauses;
    private long notBefore = System.nanoTime();

    RelaySchedule(
            Relay relay,
            RelayLease lease,
            RelayWatchdog watchdog,
            ClientQueueSender queue,
            RelayProperties properties,
            NodeNotifications others,
            SendPace pace,
            Polls polls) {
        this.relay = relay;
        this.lease = lease;
        this.watchdog = watchdog;
        this.queue = queue;
        this.properties = properties;
        this.others = others;
        this.pace = pace;
        others.on(Kind.MESSAGES, this::wakeHolder);
        this.poll = polls.create(properties.idlePoll());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void wake(Journal.Appended appended) {
        wake(appended.clientId() == null ? ALL : appended.clientId());
    }

    /** Sends what a node without the lease has appended. Only the holder's look is worth its statements. */
    private void wakeHolder() {
        if (lease.wasHeld()) {
            wake(ALL);
        }
    }

    private void wake(String clientId) {
        ThreadPoolTaskScheduler running = thread;
        if (running == null) {
            return;
        }
        wokenFor.add(clientId);
        if (woken.compareAndSet(false, true)) {
            try {
                running.getScheduledExecutor()
                        .schedule(this::afterCommit, pace.untilNext().toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("The relay has just stopped. The next start sends the message.", stopped);
            }
        }
    }

    /** A server that sent everything looks less and less often for messages that other servers, or an earlier run, have left. */
    private void poll() {
        if (failure == null && !poll.isDue()) {
            return;
        }
        run(relay::hasWork, any -> true);
    }

    private void afterCommit() {
        woken.set(false);
        Set<String> clients = Set.copyOf(wokenFor);
        wokenFor.removeAll(clients);
        run(() -> true, client -> clients.contains(client) || clients.contains(ALL));
        if (!lease.wasHeld()) {
            others.send(Kind.MESSAGES);
        }
    }

    private void run(BooleanSupplier anyUnsent, Predicate<String> to) {
        if (System.nanoTime() - notBefore < 0) {
            return;
        }
        watchdog.progressed();
        try {
            if (anyUnsent.getAsBoolean()) {
                poll.again();
                relay(to);
            }
            markSoon();
            if (failure != null) {
                LOG.info("The relay sends again.");
            }
            failure = null;
            pauses = null;
        } catch (DataAccessException | TransactionException databaseUnavailable) {
            backOff(databaseUnavailable);
        } catch (RuntimeException brokerUnavailable) {
            markSoon();
            queue.abortConnections();
            backOff(brokerUnavailable);
        } finally {
            watchdog.ended();
        }
    }

    /** Goes on while there is much to send, and then for all clients, so that a large backlog of one client does not delay the others. */
    private void relay(Predicate<String> to) {
        int sent = relayOnce(to);
        while (sent >= properties.batchSize() && !stopping) {
            sent = relayOnce(any -> true);
        }
    }

    private int relayOnce(Predicate<String> to) {
        pace.begin();
        int sent = relay.relayDue(client -> !stopping && to.test(client), this::progressed);
        pace.sent(sent);
        return sent;
    }

    private void progressed() {
        watchdog.progressed();
        markSoon();
    }

    /**
     * Under load, each batch is marked at once, while the next one is signed and sent. Otherwise several small ones share the transaction that
     * marks them.
     */
    private void markSoon() {
        ThreadPoolTaskScheduler running = marks;
        if (running == null || !relay.hasUnmarked()) {
            return;
        }
        try {
            if (pace.isUnderLoad()) {
                if (markingNow.compareAndSet(false, true)) {
                    running.execute(() -> mark(markingNow));
                }
            } else if (markingLater.compareAndSet(false, true)) {
                running.getScheduledExecutor()
                        .schedule(
                                () -> mark(markingLater), properties.markAfter().toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (RejectedExecutionException stopped) {
            LOG.debug("The relay has just stopped, and marks the messages itself.", stopped);
        }
    }

    /** While the database is unavailable, the messages stay unmarked; the next batch tries again. */
    private void mark(AtomicBoolean wanted) {
        wanted.set(false);
        try {
            relay.markSent();
        } catch (DataAccessException | TransactionException databaseUnavailable) {
            ThreadPoolTaskScheduler running = thread;
            if (running == null) {
                LOG.warn(
                        "The last sent messages could not be marked. They are sent again after the next start. Cause: {}",
                        databaseUnavailable.toString());
            } else {
                running.execute(() -> backOff(databaseUnavailable));
            }
        }
    }

    /** Backs off exponentially while broker or database is unavailable; logs the first failure only. */
    private void backOff(RuntimeException unavailable) {
        if (failure == null) {
            LOG.warn("The relay cannot send messages. It retries with back-off. Cause: {}", unavailable.toString());
        }
        failure = unavailable;
        if (pauses == null) {
            pauses = properties.pauses();
        }
        notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauses.nextBackOff());
    }

    /** The cause of the last failure, after which the next attempt is delayed; null while the relay sends. */
    RuntimeException failure() {
        return failure;
    }

    @Override
    public void start() {
        marks = scheduler("relay-marks-");
        ThreadPoolTaskScheduler starting = scheduler("relay-");
        stopping = false;
        starting.scheduleWithFixedDelay(this::poll, properties.poll());
        thread = starting;
    }

    private ThreadPoolTaskScheduler scheduler(String threadName) {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix(threadName);
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationMillis(properties.stalledAfter().toMillis());
        scheduler.initialize();
        return scheduler;
    }

    /** Waits for the batches to the current client, and marks what was sent. Messages that are unsent now are sent after the next start. */
    @Override
    public void stop() {
        stopping = true;
        thread.shutdown();
        thread = null;
        marks.execute(() -> mark(markingNow));
        marks.shutdown();
        marks = null;
        try {
            lease.release();
        } catch (RuntimeException unavailable) {
            LOG.warn(
                    "The relay's lease could not be released; it expires by itself. Cause: {}", unavailable.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Stops after the jobs, whose messages it sends, and before the broker. */
    @Override
    public int getPhase() {
        return AFTER_JOBS;
    }
}
