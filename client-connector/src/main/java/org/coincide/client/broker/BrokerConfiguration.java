package org.coincide.client.broker;

import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connection factories of the broker: one for the inbox, and a pool for sending. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {

    /** Connection factory of the inbox, which keeps its connection open. */
    @Bean
    ActiveMQConnectionFactory inboxConnectionFactory(
            BrokerProperties broker, ClientProperties client, SslBundles bundles) {
        var factory = factory(broker, client, bundles);
        factory.getPrefetchPolicy().setQueuePrefetch(broker.prefetch());
        factory.setRedeliveryPolicy(immediateUnlimitedRedelivery());
        return factory;
    }

    /** Connection pool for sending, which replaces failed connections. */
    @Bean(destroyMethod = "stop")
    JmsPoolConnectionFactory sendingConnectionFactory(
            BrokerProperties broker, ClientProperties client, SslBundles bundles) {
        var pool = new SendingConnectionPool();
        pool.setConnectionFactory(factory(broker, client, bundles));
        return pool;
    }

    private static ActiveMQConnectionFactory factory(
            BrokerProperties broker, ClientProperties client, SslBundles bundles) {
        var url = BrokerUrl.of(broker);
        var factory = broker.sslBundle().isEmpty()
                ? new ActiveMQConnectionFactory(client.id(), client.secret(), url)
                : new TlsConnectionFactory(client.id(), client.secret(), url, bundles.getBundle(broker.sslBundle()));
        factory.setUseAsyncSend(false);
        // Advisory topics reveal the names of other clients' queues; this client does not need them.
        factory.setWatchTopicAdvisories(false);
        // ActiveMQ waits without a limit by default.
        factory.setRequestTimeout((int) broker.requestTimeout().toMillis());
        factory.setConnectResponseTimeout((int) broker.requestTimeout().toMillis());
        factory.setCloseTimeout((int) broker.closeTimeout().toMillis());
        // Objects in messages must never be deserialized.
        factory.setTrustAllPackages(false);
        factory.setTrustedPackages(List.of());
        return factory;
    }

    /**
     * Unlimited redelivery, so that no message reaches the dead-letter queue: the inbox itself backs off, and quarantines
     * messages that fail repeatedly.
     */
    private static RedeliveryPolicy immediateUnlimitedRedelivery() {
        var policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        policy.setInitialRedeliveryDelay(0);
        policy.setRedeliveryDelay(0);
        return policy;
    }
}
