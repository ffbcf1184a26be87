package org.coincide.client.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.Test;

class WarningBudgetTest {

    private final AtomicLong nanos = new AtomicLong();
    private final WarningBudget budget = new WarningBudget(2, nanos::get);

    @Test
    void warningsBeyondTheBudgetAreCountedByType() {
        for (int i = 0; i < 5; i++) {
            budget.admits(WarningType.SCHEMA_INVALID);
        }
        assertThat(budget.admits(WarningType.UNKNOWN_TRADE)).isFalse();

        assertThat(budget.takeRefused())
                .isEqualTo(Map.of(WarningType.SCHEMA_INVALID, 3L, WarningType.UNKNOWN_TRADE, 1L));
        assertThat(budget.takeRefused()).isEmpty();
    }

    @Test
    void aFloodLeavesRoomForAWarningAboutATrade() {
        for (int i = 0; i < 100; i++) {
            budget.admits(WarningType.SCHEMA_INVALID);
        }
        assertThat(budget.admits(WarningType.EQUIVOCATION)).isTrue();
    }

    @Test
    void theBudgetIsRenewedEveryMinute() {
        budget.admits(WarningType.SCHEMA_INVALID);
        budget.admits(WarningType.SCHEMA_INVALID);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(budget.admits(WarningType.SCHEMA_INVALID)).isFalse();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(budget.admits(WarningType.SCHEMA_INVALID)).isTrue();
    }
}
