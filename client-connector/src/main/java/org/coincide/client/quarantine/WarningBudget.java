package org.coincide.client.quarantine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.coincide.client.verification.WarningType;

/**
 * Limits what warnings cause per minute. Warnings of verified and of unverified origin have budgets of their own, so that a flood
 * leaves room for a true warning. Counts the warnings beyond the budget, for a summary.
 */
public final class WarningBudget {

    private final RateLimit verified;
    private final RateLimit unverified;
    private final Map<WarningType, Long> refused = new EnumMap<>(WarningType.class);

    public WarningBudget(int perMinute) {
        this(perMinute, System::nanoTime);
    }

    WarningBudget(int perMinute, LongSupplier nanos) {
        this.verified = new RateLimit(perMinute, Duration.ofMinutes(1), nanos);
        this.unverified = new RateLimit(perMinute, Duration.ofMinutes(1), nanos);
    }

    /** Returns true if the warning is within the budget; otherwise counts it. */
    public synchronized boolean admits(WarningType type) {
        boolean admitted = (WarningOrigin.of(type) == WarningOrigin.VERIFIED ? verified : unverified).tryAcquire();
        if (!admitted) {
            refused.merge(type, 1L, Long::sum);
        }
        return admitted;
    }

    /** Returns the numbers of warnings beyond the budget since the last call, by type. */
    public synchronized Map<WarningType, Long> takeRefused() {
        Map<WarningType, Long> taken = new EnumMap<>(WarningType.class);
        taken.putAll(refused);
        refused.clear();
        return taken;
    }

    /** A text such as "12 SCHEMA_INVALID, 3 UNKNOWN_TRADE". */
    public static String summary(Map<WarningType, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
