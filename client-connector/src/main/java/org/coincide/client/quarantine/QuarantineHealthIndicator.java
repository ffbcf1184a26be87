package org.coincide.client.quarantine;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Health of the quarantine: DEGRADED after messages were deleted because of its limits, as in a flood of messages of unverified origin. */
@Component("quarantine")
class QuarantineHealthIndicator implements HealthIndicator {

    private final QuarantineLimits limits;
    private final MeterRegistry meters;

    QuarantineHealthIndicator(QuarantineLimits limits, MeterRegistry meters) {
        this.limits = limits;
        this.meters = meters;
    }

    @Override
    public Health health() {
        var health = limits.hasEvictedLately() ? Health.status("DEGRADED") : Health.up();
        return health.withDetail("percentUsed", Math.round(limits.fill() * 100))
                .withDetail("evicted", (long) limits.evictions())
                .withDetail("unreportedWarnings", count("coincide.warnings.unreported"))
                .withDetail("unloggedWarnings", count("coincide.warnings.unlogged"))
                .build();
    }

    private long count(String name) {
        return (long) meters.counter(name).count();
    }
}
