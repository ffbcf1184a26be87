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

/** When the relay runs: after each commit that wrote to the journal, and by itself every {@code poll}. */
@Component
class RelaySchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RelaySchedule.class);

    private final Relay relay;
    private final RelayLease lease;
    private final RelayProperties settings;
    private final Clock clock;
    private final AtomicBoolean woken = new AtomicBoolean();
    private ThreadPoolTaskScheduler thread;
    private volatile Duration backOff = Duration.ZERO;
    private volatile Instant lastRun = Instant.EPOCH;
    private Instant notBefore = Instant.MIN;

    RelaySchedule(Relay relay, RelayLease lease, RelayProperties settings, Clock clock) {
        this.relay = relay;
        this.lease = lease;
        this.settings = settings;
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
     * Soon where nothing went out lately, so that a single order's message is on its way at once; under load no more often
     * than the pace. Each batch costs a write to disk at the broker, here and twice at the client, however few messages it has.
     */
    private Instant nextRun(Instant now) {
        Instant soon = now.plus(settings.linger());
        Instant paced = lastRun.plus(settings.pace());
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
            while (relay.relayDue(clock.instant()) == settings.batchSize()) {
                LOG.trace("A full batch went out: there may be more.");
            }
            if (!backOff.isZero()) {
                LOG.info("The relay works again.");
            }
            backOff = Duration.ZERO;
        } catch (RuntimeException away) {
            standBack(now, away);
        }
    }

    /** Broker or database is away: nothing is lost, the journal waits. Said once, then tried ever more rarely. */
    private void standBack(Instant now, RuntimeException away) {
        if (backOff.isZero()) {
            LOG.warn("The relay cannot send now and will go on trying: {}", away.toString());
        }
        Duration doubled = backOff.isZero() ? settings.poll() : backOff.multipliedBy(2);
        backOff = doubled.compareTo(settings.maxBackOff()) > 0 ? settings.maxBackOff() : doubled;
        notBefore = now.plus(backOff);
    }

    /** Whether the last attempt failed, so that the next waits. */
    boolean standsBack() {
        return !backOff.isZero();
    }

    @Override
    public void start() {
        ThreadPoolTaskScheduler starting = new ThreadPoolTaskScheduler();
        starting.setThreadNamePrefix("relay-");
        starting.initialize();
        starting.scheduleWithFixedDelay(this::run, settings.poll());
        thread = starting;
    }

    @Override
    public void stop() {
        thread.setWaitForTasksToCompleteOnShutdown(false);
        thread.shutdown();
        thread = null;
        try {
            lease.release(clock.instant());
        } catch (RuntimeException databaseAway) {
            LOG.warn("The relay's lease could not be given up; it ends by itself: {}", databaseAway.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
