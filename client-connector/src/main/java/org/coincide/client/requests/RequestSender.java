package org.coincide.client.requests;

import jakarta.jms.JMSException;
import org.coincide.client.broker.EventSender;
import org.springframework.stereotype.Component;

/** Sends stored requests; called by {@link RequestSchedule}. */
@Component
class RequestSender {

    static final String QUEUE = "trading.requests";

    private final RequestOutbox outbox;
    private final EventSender events;
    private final RequestOutboxProperties properties;

    RequestSender(RequestOutbox outbox, EventSender events, RequestOutboxProperties properties) {
        this.outbox = outbox;
        this.events = events;
        this.properties = properties;
    }

    /** Sends one batch; returns the number of sent requests. */
    int sendWaiting() throws JMSException {
        var due = outbox.due(properties.sendBatch());
        if (!due.isEmpty()) {
            events.send(QUEUE, due.stream().map(RequestOutbox.Due::event).toList());
            outbox.markSent(due);
        }
        return due.size();
    }
}
