package org.coincide.client.integrity;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.coincide.client.ledger.LedgerHead;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.support.TaskExecutorAdapter;

/** A start of the client after the time of the nightly verification. */
class VerificationScheduleTest {

    private static final Instant MORNING = Instant.parse("2026-12-01T06:00:00Z");

    private final SettableClock clock = new SettableClock(MORNING);
    private final LedgerVerification verification = mock(LedgerVerification.class);
    private final LedgerAnchor anchor = mock(LedgerAnchor.class);
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final VerificationSchedule schedule = new VerificationSchedule(
            verification,
            anchor,
            new LedgerProperties(Duration.ofHours(3), 10, 200, Duration.ofSeconds(1)),
            new TaskExecutorAdapter(work::add),
            mock(ApplicationEventPublisher.class),
            clock);

    @BeforeEach
    void anIntactLedgerThatWasNeverVerified() {
        var report = new VerificationReport(
                true, MORNING, MORNING, 0, new LedgerHead(0, "0".repeat(64)), null, 0, List.of());
        when(verification.verify()).thenReturn(report);
        when(verification.verifyRecent(10)).thenReturn(report);
        when(anchor.current()).thenReturn(Anchor.NONE);
    }

    @Test
    void theMissedNightIsVerifiedAfterTheStartsVerification() {
        schedule.verifyRecent();
        schedule.verifyNightly();
        finish();
        verify(verification, never()).verify();

        clock.advance(Duration.ofMinutes(1));
        schedule.verifyNightly();
        finish();

        verify(verification).verify();
    }

    @Test
    void aNightIsVerifiedOnce() {
        for (int minute = 0; minute < 3; minute++) {
            schedule.verifyNightly();
            finish();
            clock.advance(Duration.ofMinutes(1));
        }

        verify(verification, times(1)).verify();
    }

    private void finish() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }
}
