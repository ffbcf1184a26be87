package org.coincide.client.forwarding;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes verified messages over from the ledger and sends them, in order per trade, until the receiver accepts them. */
@Component
class WebhookSender {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final int BATCH = 100;

    /** Consecutive failures after which the receiver counts as down, and the rest of a batch waits. */
    private static final int DOWN_AFTER = 3;

    private final WebhookProperties properties;
    private final WebhookEvents events;
    private final EventFeed feed;
    private final Clock clock;
    /** The last failure of each receiver since it has accepted a message. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    /** The end of the pause for which a receiver has asked: it is the receiver that is busy, not a trade. */
    private final Map<String, Instant> pauses = new ConcurrentHashMap<>();

    WebhookSender(WebhookProperties properties, WebhookEvents events, EventFeed feed, Clock clock) {
        this.properties = properties;
        this.events = events;
        this.feed = feed;
        this.clock = clock;
    }

    /** Takes over and sends what is due, unless the receiver has asked for a pause; returns the number of accepted messages. */
    int sendDue(Receiver receiver) throws InterruptedException {
        takeOver(receiver.name());
        int accepted = 0;
        int failures = 0;
        if (isPaused(receiver)) {
            return accepted;
        }
        for (var event : events.due(receiver.name(), clock.instant(), properties.retryAtMost(), BATCH)) {
            if (send(receiver, event)) {
                accepted++;
                failures = 0;
            } else if (++failures == DOWN_AFTER || isPaused(receiver)) {
                return accepted;
            }
        }
        return accepted;
    }

    /** A pause that ends after the longest one began before the clock was set back, and is over. */
    private boolean isPaused(Receiver receiver) {
        var now = clock.instant();
        var end = pauses.getOrDefault(receiver.name(), now);
        return now.isBefore(end) && !end.isAfter(now.plus(properties.retryAtMost()));
    }

    private void takeOver(String receiver) {
        if (events.waiting(receiver) < properties.window()) {
            long cursor = events.cursor(receiver);
            var part = feed.after(cursor, BATCH);
            if (part.next() != cursor) {
                events.take(receiver, part, clock.instant());
            }
        }
    }

    private boolean send(Receiver receiver, WebhookEvents.Waiting event) throws InterruptedException {
        try {
            receiver.send(feed.after(event.number() - 1, 1).events().get(0));
            events.delivered(event);
            failures.remove(event.receiver());
            return true;
        } catch (IOException e) {
            var now = clock.instant();
            var asked = e instanceof ReceiverBusyException busy ? busy.pause() : Duration.ZERO;
            pauses.put(event.receiver(), now.plus(properties.limited(asked)));
            int attempt = event.attempts() + 1;
            Optional<Instant> next = attempt < properties.attempts()
                    ? Optional.of(properties.nextAttempt(now, attempt, asked))
                    : Optional.empty();
            events.failed(event, e.toString(), next, now);
            log(event, e.toString(), next.isPresent());
            return false;
        }
    }

    /** Logs the first of several equal failures of a receiver, and each message that is not sent again. */
    private void log(WebhookEvents.Waiting event, String failure, boolean again) {
        boolean changed = !failure.equals(failures.put(event.receiver(), failure));
        if (!again) {
            LOG.warn(
                    "Message {} of trade {} was not accepted by {} and is not sent again, nor are later ones of its trade: {}."
                            + " See /api/webhook/failures.",
                    event.number(),
                    event.tradingId(),
                    event.receiver(),
                    failure);
        } else if (changed) {
            LOG.warn("Handing messages on to {} failed: {}. Retrying.", event.receiver(), failure);
        }
    }
}
