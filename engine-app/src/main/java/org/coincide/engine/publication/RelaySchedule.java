package org.coincide.engine.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.coincide.engine.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Runs the relay after each commit that appended to the journal, and every {@code poll}. */
@Component
class RelaySchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RelaySchedule.class);

    private final Relay relay;
    private final RelayLease lease;
    private final RelayProperties properties;
    private final Clock clock;
    private final AtomicBoolean woken = new AtomicBoolean();
    private ThreadPoolTaskScheduler thread;
    private volatile Duration backOff = Duration.ZERO;
    private volatile Instant lastRun = Instant.EPOCH;
    private Instant notBefore = Instant.MIN;

    RelaySchedule(Relay relay, RelayLease lease, RelayProperties properties, Clock clock) {
        this.relay = relay;
        this.lease = lease;
        this.properties = properties;
        this.clock = clock;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void wake(Journal.Appended appended) {
        ThreadPoolTaskScheduler running = thread;
        if (running != null && woken.compareAndSet(false, true)) {
            running.schedule(this::run, nextRun(clock.instant()));
        }
    }

    /**
     * Returns the time of the next run: after {@code linger} if the relay is idle, so that the message of a single order is sent
     * at once; under load not before {@code pace} has passed. Each batch, however small, costs one disk write each at broker and
     * server, and two at the client.
     */
    private Instant nextRun(Instant now) {
        Instant soon = now.plus(properties.linger());
        Instant paced = lastRun.plus(properties.pace());
        return paced.isAfter(soon) ? paced : soon;
    }

    private void run() {
        woken.set(false);
        Instant now = clock.instant();
        lastRun = now;
        if (now.isBefore(notBefore)) {
            return;
        }
        try {
            while (relay.relayDue(clock.instant()) >= properties.batchSize()) {
                LOG.trace("Sent a full batch. Checking for more messages.");
            }
            if (!backOff.isZero()) {
                LOG.info("The relay sends again.");
            }
            backOff = Duration.ZERO;
        } catch (RuntimeException failure) {
            backOff(now, failure);
        }
    }

    /** Backs off exponentially while broker or database is unavailable; logs the first failure only. */
    private void backOff(Instant now, RuntimeException failure) {
        if (backOff.isZero()) {
            LOG.warn("The relay cannot send messages. It retries with back-off. Cause: {}", failure.toString());
        }
        Duration doubled = backOff.isZero() ? properties.poll() : backOff.multipliedBy(2);
        backOff = doubled.compareTo(properties.maxBackOff()) > 0 ? properties.maxBackOff() : doubled;
        notBefore = now.plus(backOff);
    }

    /** Returns whether the last attempt failed, so that the next one is delayed. */
    boolean isBackingOff() {
        return !backOff.isZero();
    }

    @Override
    public void start() {
        ThreadPoolTaskScheduler starting = new ThreadPoolTaskScheduler();
        starting.setThreadNamePrefix("relay-");
        starting.initialize();
        starting.scheduleWithFixedDelay(this::run, properties.poll());
        thread = starting;
    }

    @Override
    public void stop() {
        thread.setWaitForTasksToCompleteOnShutdown(false);
        thread.shutdown();
        thread = null;
        try {
            lease.release(clock.instant());
        } catch (RuntimeException failure) {
            LOG.warn("The relay's lease could not be released; it expires by itself. Cause: {}", failure.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
