package org.coincide.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.coincide.engine.support.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.transaction.support.TransactionOperations;

class RetentionScheduleTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T12:00:00Z"));
    private final RetentionNights nights = mock(RetentionNights.class);

    @Test
    void aFullDiskEndsTheNightsRemoval() {
        AtomicInteger attempts = new AtomicInteger();
        ExpiredRows expired = (now, limit, removal) -> {
            attempts.incrementAndGet();
            throw new UncheckedIOException(new IOException("No space left on device"));
        };
        AtomicInteger later = new AtomicInteger();
        ExpiredRows others = (now, limit, removal) -> {
            later.incrementAndGet();
            return 0;
        };
        when(nights.claim(any())).thenReturn(true);
        RetentionSchedule schedule = new RetentionSchedule(
                mock(ClientAccounts.class),
                mock(TradeRemoval.class),
                List.of(expired, others),
                mock(Removal.class),
                TransactionOperations.withoutTransaction(),
                new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", RetentionProperties.class),
                nights,
                clock);
        schedule.runAtNight();
        clock.advance(Duration.ofDays(1));

        assertThatCode(schedule::runAtNight).doesNotThrowAnyException();
        schedule.runAtNight();
        assertThat(attempts).hasValue(1);
        assertThat(later).hasValue(0);
    }
}
