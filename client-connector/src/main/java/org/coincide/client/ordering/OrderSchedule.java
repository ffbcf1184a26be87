package org.coincide.client.ordering;

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

/** Schedule of {@link OrderSender}; logs failures at most once per report interval. */
@Component
class OrderSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(OrderSchedule.class);

    private final OrderSender sender;
    private final OrderingProperties properties;
    private final Clock clock;
    private final Poll poll;
    private Instant nextReport = Instant.MIN;

    OrderSchedule(OrderSender sender, OrderingProperties properties, Clock clock, Polls polls) {
        this.poll = polls.create();
        this.sender = sender;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${coincide.ordering.poll-interval:200ms}")
    void send() {
        if (!poll.isDue()) {
            return;
        }
        try {
            while (sender.sendDue(clock.instant()) == properties.sendBatch()) {
                // After a full batch, more orders can be due.
            }
            nextReport = Instant.MIN;
        } catch (JMSException | DataAccessException | TransactionException e) {
            poll.again();
            var now = clock.instant();
            if (now.isAfter(nextReport)) {
                nextReport = now.plus(properties.reportInterval());
                LOG.warn(
                        "Sending orders failed because the broker or the database is unavailable: {}. Retrying.",
                        e.getMessage());
            }
        }
    }
}
