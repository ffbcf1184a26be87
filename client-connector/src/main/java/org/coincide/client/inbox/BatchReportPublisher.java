package org.coincide.client.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.coincide.client.statements.ServerHeartbeat;
import org.coincide.client.verification.WarningType;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Publishes the results of committed batches: counters, ledger log and {@link BatchCommitted}. */
@Component
class BatchReportPublisher {

    private final MeterRegistry meters;
    private final Counter applied;
    private final Counter duplicates;
    private final Counter refusals;
    private final Counter behindKnownGap;
    private final LedgerLog log;
    private final ServerHeartbeat server;
    private final ApplicationEventPublisher events;

    BatchReportPublisher(
            MeterRegistry meters, LedgerLog log, ServerHeartbeat server, ApplicationEventPublisher events) {
        this.server = server;
        this.meters = meters;
        this.applied = meters.counter("coincide.ledger.entries");
        this.duplicates = meters.counter("coincide.inbox.duplicates");
        this.refusals = meters.counter("coincide.inbox.refusals");
        this.behindKnownGap = meters.counter("coincide.inbox.behind.known.gap");
        for (var type : WarningType.values()) {
            warnings(type);
        }
        this.log = log;
        this.events = events;
    }

    void publish(BatchReport report) {
        applied.increment(report.applied().size());
        duplicates.increment(report.duplicates());
        refusals.increment(report.refusals().size());
        behindKnownGap.increment(report.behindKnownGap());
        report.warnings().forEach(raised -> warnings(raised.warning().type()).increment());
        report.applied().forEach(log::applied);
        report.refusals().forEach(log::refused);
        report.warnings().forEach(log::warned);
        report.statements().forEach(statement -> server.heard(Duration.ofSeconds(statement.heartbeat())));
        events.publishEvent(new BatchCommitted(!report.statements().isEmpty()));
    }

    private Counter warnings(WarningType type) {
        return meters.counter("coincide.warnings", "type", type.name());
    }
}
