package org.coincide.client.ordering;

import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coincide.client.broker.EventSender;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Sends stored orders. Owns neither time nor threads: a schedule calls it, or a test. First sent, then marked: what is sent
 * and not marked is sent again, which the server answers as before.
 */
@Component
class OrderSender {

    static final String QUEUE = "trading.orders";

    private final OrderOutbox orders;
    private final EventSender queue;
    private final OrderingProperties properties;
    private final ApplicationEventPublisher announcements;

    OrderSender(
            OrderOutbox orders,
            EventSender queue,
            OrderingProperties properties,
            ApplicationEventPublisher announcements) {
        this.orders = orders;
        this.queue = queue;
        this.properties = properties;
        this.announcements = announcements;
    }

    /** Sends one batch of what is due; returns how many. */
    int sendDue(Instant now) throws JMSException {
        var due = orders.due(now, properties.sendBatch());
        if (due.isEmpty()) {
            return 0;
        }
        queue.send(QUEUE, due.stream().map(DueOrder::event).toList());
        Map<DueOrder, Instant> next = new LinkedHashMap<>();
        due.forEach(order -> next.put(order, properties.nextAttempt(now, order.attempts())));
        orders.sent(next);
        announcements.publishEvent(new OrdersChanged());
        return due.size();
    }
}
