package org.coincide.client.broker;

import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two ways to the broker: a connection of its own for the inbox, pooled ones for sending. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {

    /** For the inbox, which keeps its connection. */
    @Bean
    ActiveMQConnectionFactory inboxConnectionFactory(BrokerProperties broker, ClientProperties account) {
        var factory = factory(broker, account);
        factory.getPrefetchPolicy().setQueuePrefetch(broker.prefetch());
        factory.setRedeliveryPolicy(forEverAtOnce());
        return factory;
    }

    /** For sending: connections are kept and replaced when they fail. */
    @Bean(destroyMethod = "stop")
    JmsPoolConnectionFactory sendingConnectionFactory(BrokerProperties broker, ClientProperties account) {
        var pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(factory(broker, account));
        pool.setMaxConnections(1);
        return pool;
    }

    private static ActiveMQConnectionFactory factory(BrokerProperties broker, ClientProperties account) {
        var factory = new ActiveMQConnectionFactory(account.id(), account.secret(), broker.url());
        factory.setUseAsyncSend(false);
        // Advisory topics tell one client the names of the others'; this client does without.
        factory.setWatchTopicAdvisories(false);
        factory.setCloseTimeout((int) broker.closeTimeout().toMillis());
        // No class of any package may be made from a message.
        factory.setTrustAllPackages(false);
        factory.setTrustedPackages(List.of());
        return factory;
    }

    /**
     * Never to the dead-letter queue for want of patience: the inbox itself waits longer and longer, and puts aside what
     * it cannot digest.
     */
    private static RedeliveryPolicy forEverAtOnce() {
        var policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        policy.setInitialRedeliveryDelay(0);
        policy.setRedeliveryDelay(0);
        return policy;
    }
}
