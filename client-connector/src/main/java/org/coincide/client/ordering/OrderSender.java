package org.coincide.client.ordering;

import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coincide.client.broker.EventSender;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Sends stored orders; called by {@link OrderSchedule}. Orders are marked after sending: after a failure in between, an order
 * is sent again, and the server repeats its answer.
 */
@Component
class OrderSender {

    static final String QUEUE = "trading.orders";

    private final OrderOutbox orders;
    private final EventSender events;
    private final OrderingProperties properties;
    private final ApplicationEventPublisher publisher;

    OrderSender(
            OrderOutbox orders,
            EventSender events,
            OrderingProperties properties,
            ApplicationEventPublisher publisher) {
        this.orders = orders;
        this.events = events;
        this.properties = properties;
        this.publisher = publisher;
    }

    /** Sends one batch of due orders; returns the number of sent orders. */
    int sendDue(Instant now) throws JMSException {
        var due = orders.due(now, properties.resendAtMost(), properties.sendBatch());
        if (due.isEmpty()) {
            return 0;
        }
        events.send(QUEUE, due.stream().map(DueOrder::event).toList());
        Map<DueOrder, Instant> next = new LinkedHashMap<>();
        due.forEach(order -> next.put(order, properties.nextAttempt(now, order.attempts())));
        orders.markSent(next);
        publisher.publishEvent(new OrdersChanged());
        return due.size();
    }
}
