package org.coincide.engine.broker;

import jakarta.jms.ConnectionFactory;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.broker.SslContext;
import org.coincide.engine.accounts.Credentials;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** Creates the server's connection factories for the broker, all with the same settings. */
final class ServerConnectionFactory {

    private static final double DOUBLING = 2;

    private final BrokerProperties properties;
    private final String url;
    private final Credentials server;
    private final SslContext tls;
    private final BooleanSupplier reachable;

    ServerConnectionFactory(BrokerProperties properties, String url, Credentials server) {
        this(properties, url, server, null);
    }

    /** @param tls certificates of an encrypted connection; null for those that Java trusts */
    ServerConnectionFactory(BrokerProperties properties, String url, Credentials server, SslContext tls) {
        this(properties, url, server, tls, () -> true);
    }

    private ServerConnectionFactory(
            BrokerProperties properties, String url, Credentials server, SslContext tls, BooleanSupplier reachable) {
        this.reachable = reachable;
        this.tls = tls;
        this.properties = properties;
        this.url = url;
        this.server = server;
    }

    /** Creates connections to a broker in this process. While it is stopped, a connection is refused at once. */
    static ServerConnectionFactory toEmbedded(BrokerProperties properties, EmbeddedBroker broker, Credentials server) {
        return new ServerConnectionFactory(properties, broker.vmAddress().toString(), server, null, broker::isRunning);
    }

    /** The factory for senders: connections, sessions and producers are pooled. */
    JmsPoolConnectionFactory pooled() {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(unpooled());
        pool.setMaxConnections(properties.connection().pool());
        return pool;
    }

    /** The factory for listeners. Listeners hold their connection and would not notice a broken connection behind a pool. */
    ConnectionFactory unpooled() {
        ActiveMQConnectionFactory factory =
                new AbortableConnectionFactory(server.name(), server.password(), url, tls, reachable);
        // No Java object is deserialized from a message.
        factory.setTrustAllPackages(false);
        factory.setTrustedPackages(List.of());
        // All sends are transacted: only the commit waits for the broker's disk and fails if the broker could not
        // accept a message. A send time-out would make each send of a batch wait as well.
        factory.setUseAsyncSend(false);
        // ActiveMQ waits without a limit by default.
        factory.setRequestTimeout((int) properties.connection().requestTimeout().toMillis());
        factory.setConnectResponseTimeout(
                (int) properties.connection().requestTimeout().toMillis());
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
