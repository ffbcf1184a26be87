package org.coincide.client.integrity;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Health of the stored ledger: DEGRADED if the last verification has found a change. */
@Component("ledger")
class LedgerHealthIndicator implements HealthIndicator {

    private final LedgerVerification verification;

    LedgerHealthIndicator(LedgerVerification verification, MeterRegistry meters) {
        this.verification = verification;
        meters.gauge("coincide.ledger.findings", verification, LedgerHealthIndicator::findings);
    }

    @Override
    public Health health() {
        return verification
                .last()
                .map(report -> (report.intact() ? Health.up() : Health.status("DEGRADED"))
                        .withDetail("verifiedAt", report.finishedAt())
                        .withDetail("entry", report.head().number())
                        .withDetail("findings", report.findingCount())
                        .build())
                .orElseGet(() -> Health.up().build());
    }

    private static double findings(LedgerVerification verification) {
        return verification.last().map(VerificationReport::findingCount).orElse(0L);
    }
}
