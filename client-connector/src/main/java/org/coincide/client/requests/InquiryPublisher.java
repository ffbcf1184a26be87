package org.coincide.client.requests;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.Json;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes inquiries about missing messages to the server, with increasing pauses for each trade. */
@Service
public class InquiryPublisher {

    /** Inquiries of this period count for the next pause. */
    private static final Duration BACK_OFF_WINDOW = Duration.ofDays(1);

    private final RequestOutbox outbox;
    private final CloudEventFactory events;
    private final RequestOutboxProperties properties;
    private final Clock clock;

    InquiryPublisher(RequestOutbox outbox, CloudEventFactory events, RequestOutboxProperties properties, Clock clock) {
        this.outbox = outbox;
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    /** Inquires about the trades' messages from a sequence on, except trades with a recent inquiry. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(Map<String, Long> fromSequences) {
        var now = clock.instant();
        List<CloudEventFactory.OutgoingEvent> inquiries = new ArrayList<>();
        fromSequences.forEach((tradingId, from) -> {
            if (isDue(tradingId, now)) {
                var data = Json.STRICT
                        .createObjectNode()
                        .put("tradingId", tradingId)
                        .put("fromSequence", from);
                inquiries.add(events.create("inquiry", tradingId, data));
            }
        });
        outbox.store(inquiries, now);
    }

    /** An inquiry of the future was sent before the clock was set back; it does not delay the next one. */
    private boolean isDue(String tradingId, Instant now) {
        var earlier = outbox.createdBetween("trading.inquiry.v1", tradingId, now.minus(BACK_OFF_WINDOW), now);
        return earlier.isEmpty()
                || !earlier.get(0).plus(properties.pauseAfter(earlier.size())).isAfter(now);
    }
}
