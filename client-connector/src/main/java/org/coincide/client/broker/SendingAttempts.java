package org.coincide.client.broker;

import jakarta.jms.ResourceAllocationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts of an outbox to send. Failures are logged at most once per interval; after the broker has refused messages for lack of space, the
 * outbox rests.
 */
public final class SendingAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(SendingAttempts.class);

    private final String messages;
    private final Duration reportInterval;
    private final Duration refusedPause;
    private final Clock clock;
    private Instant nextReport = Instant.MIN;
    private Instant refusedAt;

    /** @param messages what is sent, in the plural, for the log */
    public SendingAttempts(String messages, Duration reportInterval, BrokerProperties broker, Clock clock) {
        this.messages = messages;
        this.reportInterval = reportInterval;
        this.refusedPause = broker.refusedPause();
        this.clock = clock;
    }

    /** Returns whether to send now. A pause that began in the future, before the clock was set back, is over. */
    public boolean areDue() {
        Instant now = clock.instant();
        return refusedAt == null || now.isBefore(refusedAt) || !now.isBefore(refusedAt.plus(refusedPause));
    }

    public void succeeded() {
        nextReport = Instant.MIN;
        refusedAt = null;
    }

    /** Called after each failed attempt. Everything that was to be sent stays stored. */
    public void failed(Exception failure) {
        Instant now = clock.instant();
        boolean refused = failure instanceof ResourceAllocationException;
        refusedAt = refused ? now : null;
        if (now.isAfter(nextReport)) {
            nextReport = now.plus(reportInterval);
            if (refused) {
                LOG.warn(
                        "The broker takes no more {} at present: {} They stay stored and are sent later.",
                        messages,
                        failure.getMessage());
            } else {
                LOG.warn(
                        "Sending {} failed because the broker or the database is unavailable: {}. Retrying.",
                        messages,
                        failure.getMessage());
            }
        }
    }
}
