package org.coincide.client.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.StorableText;
import org.coincide.client.verification.Warning;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says what the client has found: to be called in the transaction that stores the finding. */
@Service
public class WarningPublisher {

    private static final String INQUIRY = "inquiry";
    private static final Duration INQUIRIES_COUNTED = Duration.ofDays(1);
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_SOURCE = 500;
    private static final int LONGEST_ID = 255;

    private final RequestOutbox requests;
    private final CloudEventFactory events;
    private final RequestOutboxProperties properties;
    private final Clock clock;

    WarningPublisher(
            RequestOutbox requests, CloudEventFactory events, RequestOutboxProperties properties, Clock clock) {
        this.requests = requests;
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    /** Tells the server's operator what was found wrong. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void warn(List<Warning> warnings) {
        requests.store(
                warnings.stream()
                        .map(warning -> events.write("warning", subject(warning), data(warning)))
                        .toList(),
                clock.instant());
    }

    /** Asks for the missing messages of trades, from a sequence each; not where that was asked a short while ago. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void inquire(Map<String, Long> fromSequences) {
        var now = clock.instant();
        List<CloudEventFactory.Written> inquiries = new ArrayList<>();
        fromSequences.forEach((tradingId, from) -> {
            if (isTimely(tradingId, now)) {
                var data = Json.STRICT
                        .createObjectNode()
                        .put("tradingId", tradingId)
                        .put("fromSequence", from);
                inquiries.add(events.write(INQUIRY, tradingId, data));
            }
        });
        requests.store(inquiries, now);
    }

    private boolean isTimely(String tradingId, Instant now) {
        var made = requests.made("trading.inquiry.v1", tradingId, now.minus(INQUIRIES_COUNTED));
        return made.isEmpty()
                || !made.get(0).plus(properties.pauseAfter(made.size())).isAfter(now);
    }

    /** A message that names no trade is spoken of by its own identifier, or as unknown. */
    private static String subject(Warning warning) {
        if (warning.tradingId() != null) {
            return warning.tradingId();
        }
        var id = StorableText.storable(warning.eventId(), 200);
        return id == null || id.isEmpty() ? "unknown" : id;
    }

    private static ObjectNode data(Warning warning) {
        var data = Json.STRICT
                .createObjectNode()
                .put("warning", warning.type().name())
                .put("text", StorableText.storable(warning.text(), LONGEST_TEXT));
        if (warning.tradingId() != null) {
            data.put("tradingId", warning.tradingId());
        }
        if (warning.sequence() != null) {
            data.put("sequence", warning.sequence());
        }
        if (warning.eventSource() != null) {
            data.put("eventSource", StorableText.storable(warning.eventSource(), LONGEST_SOURCE));
        }
        if (warning.eventId() != null) {
            data.put("eventId", StorableText.storable(warning.eventId(), LONGEST_ID));
        }
        return data;
    }
}
