package org.coincide.client.requests;

import jakarta.jms.JMSException;
import java.time.Clock;
import org.coincide.client.broker.BrokerProperties;
import org.coincide.client.broker.SendingAttempts;
import org.coincide.client.paging.Parts;
import org.coincide.client.polling.Poll;
import org.coincide.client.polling.Polls;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Schedule of {@link RequestSender} and of deleting sent requests. */
@Component
class RequestSchedule {

    private final RequestSender sender;
    private final RequestOutbox outbox;
    private final RequestOutboxProperties properties;
    private final Clock clock;
    private final Poll poll;
    private final SendingAttempts attempts;

    RequestSchedule(
            RequestSender sender,
            RequestOutbox outbox,
            RequestOutboxProperties properties,
            Clock clock,
            BrokerProperties broker,
            Polls polls) {
        this.poll = polls.create();
        this.sender = sender;
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
        this.attempts = new SendingAttempts("requests", properties.reportInterval(), broker, clock);
    }

    @Scheduled(fixedDelayString = "${coincide.requests.poll-interval:500ms}")
    void send() {
        if (!attempts.areDue() || !poll.isDue()) {
            return;
        }
        try {
            while (sender.sendWaiting() == properties.sendBatch()) {
                // After a full batch, more requests can be waiting.
            }
            attempts.succeeded();
        } catch (JMSException | DataAccessException | TransactionException e) {
            poll.again();
            attempts.failed(e);
        }
    }

    @Scheduled(fixedDelayString = "1h")
    void deleteSent() {
        var before = clock.instant().minus(properties.keepSent());
        while (outbox.deleteSentBefore(before, Parts.LONGEST) == Parts.LONGEST) {
            // Each part is a transaction of its own: a rebuild leaves many sent inquiries.
        }
    }
}
