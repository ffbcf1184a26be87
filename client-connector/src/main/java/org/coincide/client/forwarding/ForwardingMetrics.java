package org.coincide.client.forwarding;

import org.coincide.client.monitoring.Figure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the metrics of messages that a configured receiver has not accepted. */
@Configuration(proxyBeanMethods = false)
class ForwardingMetrics {

    @Bean
    Figure retriedMessages(WebhookEvents events, ConfiguredReceivers receivers) {
        return new Figure(
                "coincide.handon.retried",
                null,
                "Messages that a receiver has not accepted and that are sent again",
                limit -> events.countRetried(receivers.names(), limit));
    }

    @Bean
    Figure failedMessages(WebhookEvents events, ConfiguredReceivers receivers) {
        return new Figure(
                "coincide.handon.failed",
                null,
                "Messages that a receiver has not accepted and that are not sent again",
                limit -> events.countFailed(receivers.names(), limit));
    }
}
