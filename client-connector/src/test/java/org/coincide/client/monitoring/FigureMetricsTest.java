package org.coincide.client.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.coincide.client.polling.LongIdle;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

/** The age of the figures of an idle client, which are counted every minute. */
class FigureMetricsTest {

    private static final Instant START = Instant.parse("2026-12-01T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final SettableClock clock = new SettableClock(START);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final FigureMetrics metrics = new FigureMetrics(
            List.of(new Figure("test.figure", null, "A figure", limit -> count())),
            new MonitoringProperties(INTERVAL, Duration.ofMinutes(1), 100),
            clock,
            registry,
            LongIdle.resting(() -> Duration.between(START, clock.instant()).toNanos()));

    private boolean unavailable;
    private int attempts;

    @Test
    void aFailedCountIsRepeatedAtTheNextTurn() {
        for (int turn = 0; turn < 40; turn++) {
            turn();
        }
        unavailable = true;
        for (int before = attempts; attempts == before; ) {
            turn();
        }
        unavailable = false;
        turn();

        assertThat(age()).isZero();
    }

    @Test
    void figuresThatWereNeverCountedAgeFromTheStart() {
        unavailable = true;
        turn();
        turn();

        assertThat(age()).isEqualTo(30);
    }

    private void turn() {
        clock.advance(INTERVAL);
        metrics.count();
    }

    private double age() {
        return registry.get("coincide.monitoring.age").gauge().value();
    }

    private double count() {
        attempts++;
        if (unavailable) {
            throw new QueryTimeoutException("The database is slow");
        }
        return 1;
    }
}
