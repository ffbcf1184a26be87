package org.coincide.client.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.StorableText;
import org.coincide.client.verification.Warning;
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

    WarningPublisher(RequestOutbox outbox, CloudEventFactory events, Clock clock) {
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /** Stores the warnings in the outbox, in the transaction that stores the warnings themselves. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(List<Warning> warnings) {
        outbox.store(
                warnings.stream()
                        .map(warning -> events.create("warning", subject(warning), data(warning)))
                        .toList(),
                clock.instant());
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
