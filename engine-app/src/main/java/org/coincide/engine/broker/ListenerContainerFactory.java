package org.coincide.engine.broker;

import jakarta.jms.ConnectionFactory;
import org.coincide.engine.outages.FailureLog;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/** Creates the message listener containers: transacted sessions that reconnect with exponential back-off. */
final class ListenerContainerFactory {

    private static final double DOUBLING = 2;

    private ListenerContainerFactory() {}

    static DefaultJmsListenerContainerFactory create(
            ConnectionFactory connections, BrokerProperties.Listener properties, FailureLog failures) {
        DefaultJmsListenerContainerFactory containers = new DefaultJmsListenerContainerFactory();
        containers.setConnectionFactory(connections);
        containers.setSessionTransacted(true);
        // The consumer holds the redelivery back-off; a new consumer would start again with the shortest pause.
        containers.setCacheLevel(DefaultMessageListenerContainer.CACHE_CONSUMER);
        containers.setConcurrency(properties.concurrency());
        ExponentialBackOff backOff =
                new ExponentialBackOff(properties.firstReconnect().toMillis(), DOUBLING);
        backOff.setMaxInterval(properties.longestReconnect().toMillis());
        containers.setBackOff(backOff);
        containers.setErrorHandler(failure -> failures.report("The handling of a message", failure));
        return containers;
    }
}
