package org.coincide.engine.broker;

import jakarta.jms.ConnectionFactory;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.coincide.engine.accounts.Credentials;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** Makes the server's connections to the broker, all by the same rules. */
final class ServerConnectionFactory {

    private static final double DOUBLING = 2;

    private final BrokerProperties properties;
    private final String url;
    private final Credentials server;

    ServerConnectionFactory(BrokerProperties properties, String url, Credentials server) {
        this.properties = properties;
        this.url = url;
        this.server = server;
    }

    /** For senders: sessions and producers are used again. */
    JmsPoolConnectionFactory pooled() {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(single());
        pool.setMaxConnections(properties.connection().pool());
        return pool;
    }

    /** For listeners, which hold their connection themselves: behind a pool they would not see it break. */
    ConnectionFactory single() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(server.name(), server.password(), url);
        // No class is ever made from a message.
        factory.setTrustAllPackages(false);
        factory.setTrustedPackages(List.of());
        // All sends are in transactions, where the commit alone waits for the broker's disk: a time-out of single sends
        // would have each of a batch wait as well. A broker that cannot take one of them fails the commit.
        factory.setUseAsyncSend(false);
        factory.setCloseTimeout((int) properties.connection().closeTimeout().toMillis());
        factory.setWatchTopicAdvisories(false);
        factory.setNonBlockingRedelivery(false);
        factory.getPrefetchPolicy().setAll(properties.connection().prefetch());
        factory.setRedeliveryPolicy(redelivery());
        return factory;
    }

    private RedeliveryPolicy redelivery() {
        RedeliveryPolicy policy = new RedeliveryPolicy();
        policy.setInitialRedeliveryDelay(properties.redelivery().first().toMillis());
        policy.setRedeliveryDelay(properties.redelivery().first().toMillis());
        policy.setUseExponentialBackOff(true);
        policy.setBackOffMultiplier(DOUBLING);
        policy.setMaximumRedeliveryDelay(properties.redelivery().longest().toMillis());
        policy.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        return policy;
    }
}
