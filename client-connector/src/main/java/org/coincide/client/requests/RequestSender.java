package org.coincide.client.requests;

import jakarta.jms.JMSException;
import org.coincide.client.broker.EventSender;
import org.springframework.stereotype.Component;

/** Sends stored requests. Owns neither time nor threads. */
@Component
class RequestSender {

    static final String QUEUE = "trading.requests";

    private final RequestOutbox requests;
    private final EventSender queue;
    private final RequestOutboxProperties properties;

    RequestSender(RequestOutbox requests, EventSender queue, RequestOutboxProperties properties) {
        this.requests = requests;
        this.queue = queue;
        this.properties = properties;
    }

    /** Sends one batch; returns how many. */
    int sendWaiting() throws JMSException {
        var due = requests.due(properties.sendBatch());
        if (!due.isEmpty()) {
            queue.send(QUEUE, due.stream().map(RequestOutbox.Due::event).toList());
            requests.sent(due);
        }
        return due.size();
    }
}
