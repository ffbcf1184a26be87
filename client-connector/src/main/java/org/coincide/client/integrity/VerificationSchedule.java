package org.coincide.client.integrity;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Runs verifications in the background, one at a time: at start, every night, and on demand. */
@Component
public class VerificationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationSchedule.class);
    private static final int FINDINGS_LOGGED = 20;

    private final LedgerVerification verification;
    private final LedgerAnchor anchor;
    private final LedgerProperties properties;
    private final AsyncTaskExecutor executor;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    /** Start of the last nightly verification; null before the first one. */
    private Instant lastRun;

    VerificationSchedule(
            LedgerVerification verification,
            LedgerAnchor anchor,
            LedgerProperties properties,
            AsyncTaskExecutor applicationTaskExecutor,
            ApplicationEventPublisher events,
            Clock clock) {
        this.verification = verification;
        this.anchor = anchor;
        this.properties = properties;
        this.executor = applicationTaskExecutor;
        this.events = events;
        this.clock = clock;
    }

    /** Returns true while a verification runs. */
    public boolean isRunning() {
        return running.get();
    }

    /** Starts a verification of the whole ledger, unless one is running. */
    public void start() {
        start(verification::verify);
    }

    @EventListener(ApplicationReadyEvent.class)
    void verifyRecent() {
        if (properties.verifyAtStart() > 0) {
            start(() -> verification.verifyRecent(properties.verifyAtStart()));
        }
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1m")
    void verifyNightly() {
        var now = clock.instant();
        var due = due(now);
        if (!isBetween(lastRun, due, now)
                && !isBetween(anchor.current().verifiedAt(), due, now)
                && start(verification::verify)) {
            lastRun = now;
        }
    }

    /** Returns whether the run counts: a run after now was before the clock was set back. */
    private static boolean isBetween(Instant run, Instant due, Instant now) {
        return run != null && !run.isBefore(due) && !run.isAfter(now);
    }

    /** The latest time at which a nightly verification was due. */
    private Instant due(Instant now) {
        var today = now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant()
                .plus(properties.verifyAt());
        return today.isAfter(now) ? today.minus(1, ChronoUnit.DAYS) : today;
    }

    /** Returns false, without a start, if a verification runs. */
    private boolean start(Supplier<VerificationReport> work) {
        if (!running.compareAndSet(false, true)) {
            return false;
        }
        executor.execute(() -> run(work));
        return true;
    }

    private void run(Supplier<VerificationReport> work) {
        try {
            var report = work.get();
            running.set(false);
            log(report);
            events.publishEvent(new VerificationFinished(report));
        } catch (RuntimeException e) {
            LOG.warn("The verification of the ledger failed and is repeated tomorrow or on demand: {}", e.toString());
        } finally {
            running.set(false);
        }
    }

    private static void log(VerificationReport report) {
        report.findings().stream()
                .limit(FINDINGS_LOGGED)
                .forEach(finding -> LOG.error("The ledger was changed: {}", finding));
        if (!report.intact()) {
            LOG.error(
                    "The ledger is not intact: {} findings. See GET /api/verification and the runbook.",
                    report.findingCount());
        }
    }
}
