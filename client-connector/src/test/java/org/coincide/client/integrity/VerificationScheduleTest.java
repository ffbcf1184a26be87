package org.coincide.client.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.support.TaskExecutorAdapter;

/** Nightly verifications, whose tasks the test runs. */
class VerificationScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final LedgerVerification verification = mock(LedgerVerification.class);
    private final LedgerAnchor anchor = mock(LedgerAnchor.class);
    private final LedgerProperties properties = mock(LedgerProperties.class);
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final VerificationSchedule schedule = new VerificationSchedule(
            verification, anchor, properties, new TaskExecutorAdapter(tasks::add), event -> {}, clock);

    @BeforeEach
    void verifyAtTwo() {
        when(properties.verifyAt()).thenReturn(Duration.ofHours(2));
        when(properties.verifyAtStart()).thenReturn(100);
        var report = mock(VerificationReport.class);
        when(report.intact()).thenReturn(true);
        when(verification.verify()).thenReturn(report);
        when(verification.verifyRecent(100)).thenReturn(report);
        verifiedAt(null);
    }

    @Test
    void theLedgerIsVerifiedOncePerNight() {
        schedule.verifyNightly();
        runTasks();
        schedule.verifyNightly();
        assertThat(tasks).isEmpty();
        clock.advance(Duration.ofDays(1));
        schedule.verifyNightly();
        runTasks();
        verify(verification, times(2)).verify();
    }

    @Test
    void aVerificationBeforeTheClockWasSetBackDoesNotCount() {
        verifiedAt(NOW.plus(Duration.ofDays(365)));
        schedule.verifyNightly();
        runTasks();
        verify(verification).verify();
    }

    @Test
    void aRunBeforeTheClockWasSetBackDoesNotCount() {
        clock.advance(Duration.ofDays(365));
        schedule.verifyNightly();
        runTasks();
        clock.set(NOW);
        schedule.verifyNightly();
        runTasks();
        verify(verification, times(2)).verify();
    }

    @Test
    void aVerificationThatRunsOnlyDelaysTheNightlyOne() {
        schedule.verifyRecent();
        schedule.verifyNightly();
        runTasks();
        schedule.verifyNightly();
        runTasks();
        verify(verification).verify();
    }

    private void verifiedAt(Instant time) {
        when(anchor.current()).thenReturn(Anchor.NONE.withVerified(Anchor.NONE.verified(), time));
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
