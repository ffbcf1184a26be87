package org.coincide.client.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.Json;
import org.coincide.client.quarantine.RateLimit;
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
    private final ClientProperties client;
    private final Clock clock;
    private final RateLimit knownTrades;
    private final RateLimit unknownTrades;
    private final Counter postponed;

    InquiryPublisher(
            RequestOutbox outbox,
            CloudEventFactory events,
            RequestOutboxProperties properties,
            ClientProperties client,
            Clock clock,
            MeterRegistry meters) {
        this.client = client;
        this.outbox = outbox;
        this.events = events;
        this.properties = properties;
        this.clock = clock;
        this.knownTrades = new RateLimit(properties.inquiriesPerMinute(), Duration.ofMinutes(1));
        this.unknownTrades = new RateLimit(properties.inquiriesPerMinute(), Duration.ofMinutes(1));
        this.postponed = meters.counter("coincide.inquiries.postponed");
    }

    /**
     * Inquires about the messages of trades in the ledger from a sequence on, except trades with a recent inquiry. Inquiries beyond
     * the limit per minute are left to a later call.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(Map<String, Long> fromSequences) {
        publish(fromSequences, knownTrades);
    }

    /** Inquires about all messages of trades that are not in the ledger, within a limit of their own: anybody can invent trades. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publishUnknown(Collection<String> tradingIds) {
        Map<String, Long> first = new LinkedHashMap<>();
        tradingIds.forEach(tradingId -> first.put(tradingId, 1L));
        publish(first, unknownTrades);
    }

    /**
     * Inquires about messages that statements name, without a limit per minute: a statement comes from the server. While many requests wait
     * to be sent, further inquiries are left to a later call, and so are never repeated before they are sent.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publishStated(Map<String, Long> fromSequences) {
        long free = fromSequences.isEmpty()
                ? 0
                : properties.waitingInquiries() - outbox.countWaiting(properties.waitingInquiries());
        if (free <= 0) {
            return;
        }
        var now = clock.instant();
        outbox.store(
                due(fromSequences, now).entrySet().stream()
                        .limit(free)
                        .map(missing -> inquiry(missing.getKey(), missing.getValue()))
                        .toList(),
                now);
    }

    private void publish(Map<String, Long> fromSequences, RateLimit limit) {
        if (!fromSequences.isEmpty() && !limit.isAvailable()) {
            postponed.increment();
            return;
        }
        var now = clock.instant();
        List<CloudEventFactory.OutgoingEvent> inquiries = new ArrayList<>();
        for (var missing : due(fromSequences, now).entrySet()) {
            if (!limit.tryAcquire()) {
                postponed.increment();
                break;
            }
            inquiries.add(inquiry(missing.getKey(), missing.getValue()));
        }
        outbox.store(inquiries, now);
    }

    private CloudEventFactory.OutgoingEvent inquiry(String tradingId, long fromSequence) {
        var data = Json.STRICT.createObjectNode().put("tradingId", tradingId).put("fromSequence", fromSequence);
        return events.create("inquiry", tradingId, data);
    }

    /** Requests the statements from a number on, unless statements were requested within the interval of inquiries. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publishStatements(long fromNumber) {
        if (isStatementDue()) {
            publishOfClient(Json.STRICT.createObjectNode().put("fromStatement", fromNumber));
        }
    }

    /** Requests a full statement, unless statements were requested within the interval of inquiries. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publishFull() {
        if (isStatementDue()) {
            publishFullNow();
        }
    }

    /**
     * Requests a full statement again, if no page of it has come for a pause that grows with the number of requests. The server then
     * begins again with the first page.
     *
     * @param since time of the last page or request
     * @return whether it is requested
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean publishFullAgain(Instant since, int requests) {
        var now = clock.instant();
        boolean due = since.isAfter(now) || !now.isBefore(since.plus(properties.pauseAfter(requests)));
        if (due) {
            publishFullNow();
        }
        return due;
    }

    /** Requests a full statement. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publishFullNow() {
        publishOfClient(Json.STRICT.createObjectNode().put("fullStatement", true));
    }

    private void publishOfClient(ObjectNode data) {
        outbox.store(List.of(events.create("inquiry", client.id(), data)), clock.instant());
    }

    private boolean isStatementDue() {
        var now = clock.instant();
        return outbox.createdBetween(
                        RequestOutbox.INQUIRY, List.of(client.id()), now.minus(properties.inquiryInterval()), now)
                .isEmpty();
    }

    /** An inquiry of the future was sent before the clock was set back; it does not delay the next one. */
    private Map<String, Long> due(Map<String, Long> fromSequences, Instant now) {
        var earlier =
                outbox.createdBetween(RequestOutbox.INQUIRY, fromSequences.keySet(), now.minus(BACK_OFF_WINDOW), now);
        Map<String, Long> due = new LinkedHashMap<>(fromSequences);
        earlier.forEach((tradingId, inquiries) -> {
            if (inquiries.get(0).plus(properties.pauseAfter(inquiries.size())).isAfter(now)) {
                due.remove(tradingId);
            }
        });
        return due;
    }
}
