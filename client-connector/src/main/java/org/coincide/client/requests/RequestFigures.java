package org.coincide.client.requests;

import org.coincide.client.monitoring.Figure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The figure of requests that wait to be sent. */
@Configuration(proxyBeanMethods = false)
class RequestFigures {

    @Bean
    Figure waitingRequests(RequestOutbox outbox) {
        return new Figure(
                "coincide.requests.waiting",
                null,
                "Requests, inquiries, receipts and warnings that are not sent yet",
                outbox::countWaiting);
    }
}
