package org.coincide.client.requests;

import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** When requests are sent, and what is said while that fails. */
@Component
class RequestSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(RequestSchedule.class);

    private final RequestSender sender;
    private final RequestOutbox requests;
    private final RequestOutboxProperties properties;
    private final Clock clock;
    private Instant silentUntil = Instant.MIN;

    RequestSchedule(RequestSender sender, RequestOutbox requests, RequestOutboxProperties properties, Clock clock) {
        this.sender = sender;
        this.requests = requests;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${coincide.requests.poll-interval:500ms}")
    void send() {
        try {
            while (sender.sendWaiting() == properties.sendBatch()) {
                // A full batch: there may be more.
            }
            silentUntil = Instant.MIN;
        } catch (JMSException | DataAccessException | TransactionException e) {
            var now = clock.instant();
            if (now.isAfter(silentUntil)) {
                silentUntil = now.plus(properties.reportInterval());
                LOG.warn("Requests wait, for the broker or the database is away ({}). Trying again.", e.getMessage());
            }
        }
    }

    @Scheduled(fixedDelayString = "1h")
    void forget() {
        requests.deleteSentBefore(clock.instant().minus(properties.keepSent()));
    }
}
