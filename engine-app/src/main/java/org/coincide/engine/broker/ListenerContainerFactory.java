package org.coincide.engine.broker;

import jakarta.jms.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/** How the server listens: in transacted sessions, and again and again where the broker is away. */
final class ListenerContainerFactory {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerContainerFactory.class);
    private static final double DOUBLING = 2;

    private ListenerContainerFactory() {}

    static DefaultJmsListenerContainerFactory containers(
            ConnectionFactory connections, BrokerProperties.Listener properties) {
        DefaultJmsListenerContainerFactory containers = new DefaultJmsListenerContainerFactory();
        containers.setConnectionFactory(connections);
        containers.setSessionTransacted(true);
        // The growing pause between redeliveries lives in the consumer: one that is made anew forgets it.
        containers.setCacheLevel(DefaultMessageListenerContainer.CACHE_CONSUMER);
        containers.setConcurrency(properties.concurrency());
        ExponentialBackOff pauses =
                new ExponentialBackOff(properties.firstReconnect().toMillis(), DOUBLING);
        pauses.setMaxInterval(properties.longestReconnect().toMillis());
        containers.setBackOff(pauses);
        containers.setErrorHandler(
                failure -> LOG.warn("A message could not be handled; it stays in its queue and comes again", failure));
        return containers;
    }
}
