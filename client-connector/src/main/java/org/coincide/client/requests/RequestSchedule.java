package org.coincide.client.requests;

import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Instant;
import org.coincide.client.polling.Poll;
import org.coincide.client.polling.Polls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Schedule of {@link RequestSender} and of deleting sent requests. */
@Component
class RequestSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(RequestSchedule.class);

    private final RequestSender sender;
    private final RequestOutbox outbox;
    private final RequestOutboxProperties properties;
    private final Clock clock;
    private final Poll poll;
    private Instant nextReport = Instant.MIN;

    RequestSchedule(
            RequestSender sender, RequestOutbox outbox, RequestOutboxProperties properties, Clock clock, Polls polls) {
        this.poll = polls.create();
        this.sender = sender;
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${coincide.requests.poll-interval:500ms}")
    void send() {
        if (!poll.isDue()) {
            return;
        }
        try {
            while (sender.sendWaiting() == properties.sendBatch()) {
                // After a full batch, more requests can be waiting.
            }
            nextReport = Instant.MIN;
        } catch (JMSException | DataAccessException | TransactionException e) {
            poll.again();
            var now = clock.instant();
            if (now.isAfter(nextReport)) {
                nextReport = now.plus(properties.reportInterval());
                LOG.warn(
                        "Sending requests failed because the broker or the database is unavailable: {}. Retrying.",
                        e.getMessage());
            }
        }
    }

    @Scheduled(fixedDelayString = "1h")
    void deleteSent() {
        outbox.deleteSentBefore(clock.instant().minus(properties.keepSent()));
    }
}
