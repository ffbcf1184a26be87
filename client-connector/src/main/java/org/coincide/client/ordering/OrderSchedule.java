package org.coincide.client.ordering;

import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** When orders are sent, and what is said while that fails. */
@Component
class OrderSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(OrderSchedule.class);

    private final OrderSender sender;
    private final OrderingProperties properties;
    private final Clock clock;
    private Instant silentUntil = Instant.MIN;

    OrderSchedule(OrderSender sender, OrderingProperties properties, Clock clock) {
        this.sender = sender;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${coincide.ordering.poll-interval:200ms}")
    void send() {
        try {
            while (sender.sendDue(clock.instant()) == properties.sendBatch()) {
                // A full batch: there may be more.
            }
            silentUntil = Instant.MIN;
        } catch (JMSException | DataAccessException | TransactionException e) {
            var now = clock.instant();
            if (now.isAfter(silentUntil)) {
                silentUntil = now.plus(properties.reportInterval());
                LOG.warn("Orders wait, for the broker or the database is away ({}). Trying again.", e.getMessage());
            }
        }
    }
}
