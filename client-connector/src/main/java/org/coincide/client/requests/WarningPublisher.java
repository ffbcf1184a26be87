package org.coincide.client.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.StorableText;
import org.coincide.client.quarantine.QuarantineProperties;
import org.coincide.client.quarantine.WarningBudget;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes warnings to the server, for its operator. */
@Service
public class WarningPublisher {

    private static final int MAX_TEXT_LENGTH = 1000;
    private static final int MAX_SOURCE_LENGTH = 500;
    private static final int MAX_ID_LENGTH = 255;
    private static final int MAX_SUBJECT_LENGTH = 200;

    private final RequestOutbox outbox;
    private final CloudEventFactory events;
    private final Clock clock;
    private final WarningBudget budget;
    private final Counter unreported;

    WarningPublisher(
            RequestOutbox outbox,
            CloudEventFactory events,
            QuarantineProperties limits,
            Clock clock,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
        this.budget = new WarningBudget(limits.reportsPerMinute());
        this.unreported = meters.counter("coincide.warnings.unreported");
    }

    /**
     * Stores the warnings in the outbox, in the transaction that stores the warnings themselves. Warnings beyond the limit per minute
     * are reported in the next summary.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(List<Warning> warnings) {
        outbox.store(
                warnings.stream()
                        .filter(warning -> !isRefusalOfAMessage(warning))
                        .filter(warning -> budget.admits(warning.type()))
                        .map(warning -> events.create("warning", subject(warning), data(warning)))
                        .toList(),
                clock.instant());
    }

    /** The refused message can be the report of a warning: a report about the refusal would be refused again, without an end. */
    private static boolean isRefusalOfAMessage(Warning warning) {
        return warning.type() == WarningType.UNKNOWN_REQUEST && warning.tradingId() == null;
    }

    /** Stores one report about all warnings beyond the limit since the last summary. */
    @Transactional
    public void publishSummary() {
        var refused = budget.takeRefused();
        if (refused.isEmpty()) {
            return;
        }
        unreported.increment(
                refused.values().stream().mapToLong(Long::longValue).sum());
        var most = Collections.max(refused.entrySet(), Map.Entry.comparingByValue());
        var data = Json.STRICT
                .createObjectNode()
                .put("warning", most.getKey().name())
                .put("text", "Further warnings, not reported one by one: " + WarningBudget.summary(refused));
        outbox.store(List.of(events.create("warning", "unknown", data)), clock.instant());
    }

    /** Returns the trading identifier, or else the id of the message, or else {@code unknown}. */
    private static String subject(Warning warning) {
        if (warning.tradingId() != null) {
            return warning.tradingId();
        }
        var id = StorableText.sanitize(warning.eventId(), MAX_SUBJECT_LENGTH);
        return id == null || id.isEmpty() ? "unknown" : id;
    }

    private static ObjectNode data(Warning warning) {
        var data = Json.STRICT
                .createObjectNode()
                .put("warning", warning.type().name())
                .put("text", StorableText.sanitize(warning.text(), MAX_TEXT_LENGTH));
        if (warning.tradingId() != null) {
            data.put("tradingId", warning.tradingId());
        }
        if (warning.sequence() != null) {
            data.put("sequence", warning.sequence());
        }
        if (warning.eventSource() != null) {
            data.put("eventSource", StorableText.sanitize(warning.eventSource(), MAX_SOURCE_LENGTH));
        }
        if (warning.eventId() != null) {
            data.put("eventId", StorableText.sanitize(warning.eventId(), MAX_ID_LENGTH));
        }
        return data;
    }
}
