package org.coincide.engine.backlog;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.coincide.engine.jobs.WaitingOrders;
import org.coincide.engine.jobs.WaitingOrders.Count;
import org.coincide.engine.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The backlog of accepted orders that have not begun. Full at {@code coincide.backlog.max-orders}, until half of them are left, so that
 * the intake does not alternate between the two states.
 */
@Component
public class OrderBacklog {

    private static final Logger LOG = LoggerFactory.getLogger(OrderBacklog.class);

    private final Supplier<Count> orders;
    private final BacklogProperties properties;
    private final ApplicationEventPublisher events;
    private final AtomicLong acceptedSince = new AtomicLong();
    private volatile Count last = Count.NONE;
    private volatile boolean full;

    @Autowired
    OrderBacklog(WaitingOrders orders, BacklogProperties properties, ApplicationEventPublisher events) {
        this(orders::count, properties, events);
    }

    OrderBacklog(Supplier<Count> orders, BacklogProperties properties, ApplicationEventPublisher events) {
        this.orders = orders;
        this.properties = properties;
        this.events = events;
    }

    /** Returns whether a further order must wait outside. Counts the orders that were accepted since the last count as waiting. */
    public boolean isFull() {
        return full || last.orders() + acceptedSince.get() >= properties.maxOrders();
    }

    /** Returns the time after which a refused client should send its order again. */
    public Duration retryAfter() {
        return properties.retryAfter();
    }

    /** Returns whether the last count found the backlog full, or not yet small again. */
    boolean isPaused() {
        return full;
    }

    /** Returns the number of waiting orders at the last count. */
    long size() {
        return last.orders();
    }

    /** Returns when the oldest waiting order was accepted; null without orders. */
    Instant oldest() {
        return last.oldest();
    }

    int limit() {
        return properties.maxOrders();
    }

    @TransactionalEventListener
    void accepted(Journal.Opened opened) {
        acceptedSince.incrementAndGet();
    }

    @Scheduled(fixedDelayString = "${coincide.backlog.interval:1s}")
    void count() {
        try {
            acceptedSince.set(0);
            last = orders.get();
        } catch (DataAccessException | TransactionException unavailable) {
            LOG.debug("The backlog cannot be counted; the last count stays", unavailable);
            return;
        }
        boolean now = last.orders() >= (full ? properties.maxOrders() / 2 + 1 : properties.maxOrders());
        if (now != full) {
            full = now;
            report();
            events.publishEvent(new BacklogChanged(now));
        }
    }

    private void report() {
        if (full) {
            LOG.warn(
                    "{} accepted orders wait for running trades. No further order is accepted until {} wait.",
                    last.orders(),
                    properties.maxOrders() / 2);
        } else {
            LOG.info("{} accepted orders wait. Orders are accepted again.", last.orders());
        }
    }
}
