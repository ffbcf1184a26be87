package org.coincide.client.ordering;

import jakarta.jms.JMSException;
import java.time.Clock;
import org.coincide.client.broker.BrokerProperties;
import org.coincide.client.broker.SendingAttempts;
import org.coincide.client.polling.Poll;
import org.coincide.client.polling.Polls;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Schedule of {@link OrderSender}. */
@Component
class OrderSchedule {

    private final OrderSender sender;
    private final OrderingProperties properties;
    private final Clock clock;
    private final Poll poll;
    private final SendingAttempts attempts;

    OrderSchedule(
            OrderSender sender, OrderingProperties properties, Clock clock, BrokerProperties broker, Polls polls) {
        this.poll = polls.create();
        this.sender = sender;
        this.properties = properties;
        this.clock = clock;
        this.attempts = new SendingAttempts("orders", properties.reportInterval(), broker, clock);
    }

    @Scheduled(fixedDelayString = "${coincide.ordering.poll-interval:200ms}")
    void send() {
        if (!attempts.areDue() || !poll.isDue()) {
            return;
        }
        try {
            while (sender.sendDue(clock.instant()) == properties.sendBatch()) {
                // After a full batch, more orders can be due.
            }
            attempts.succeeded();
        } catch (JMSException | DataAccessException | TransactionException e) {
            poll.again();
            attempts.failed(e);
        }
    }
}
