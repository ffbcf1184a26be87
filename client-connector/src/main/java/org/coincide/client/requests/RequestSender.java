package org.coincide.client.requests;

import jakarta.jms.JMSException;
import org.coincide.client.broker.EventQueue;
import org.springframework.stereotype.Component;

/** Sends stored requests. Owns neither time nor threads. */
@Component
class RequestSender {

    static final String QUEUE = "trading.requests";

    private final Requests requests;
    private final EventQueue queue;
    private final RequestProperties properties;

    RequestSender(Requests requests, EventQueue queue, RequestProperties properties) {
        this.requests = requests;
        this.queue = queue;
        this.properties = properties;
    }

    /** Sends one batch; returns how many. */
    int sendWaiting() throws JMSException {
        var due = requests.due(properties.sendBatch());
        if (!due.isEmpty()) {
            queue.send(QUEUE, due.stream().map(Requests.Due::event).toList());
            requests.sent(due);
        }
        return due.size();
    }
}
