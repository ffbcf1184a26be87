package org.coincide.engine.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.apache.activemq.broker.SslContext;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.accounts.CoincideProperties;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.queues.ClientQueueCapacity;
import org.coincide.engine.broker.recovery.BrokerStoresMissing;
import org.coincide.engine.outages.FailureLog;
import org.coincide.engine.startup.StartupException;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jms.activemq.ActiveMQProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.util.StringUtils;

/** The embedded broker or the connection to an external one, and the server's connection factories. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ActiveMQProperties.class)
class BrokerConfiguration {

    /** The embedded broker and the server's connection to it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "coincide.broker.embedded", havingValue = "true", matchIfMissing = true)
    static class Embedded {

        @Bean
        EmbeddedBroker embeddedBroker(
                BrokerProperties properties,
                CoincideProperties coincide,
                ClientAccounts clients,
                AccountSecrets secrets,
                SslBundles bundles,
                ApplicationEventPublisher events,
                Clock clock) {
            BrokerAccounts accounts = new BrokerAccounts(secrets.server(), secrets.carrier(), clients, clock);
            EmbeddedBroker broker = new EmbeddedBroker(
                    properties, accounts, coincide.dataDirectory().resolve("broker"), tls(properties, bundles));
            broker.onMissingStores(missing -> events.publishEvent(new BrokerStoresMissing(missing)));
            return broker;
        }

        /** Replaces Spring Boot's indicator, which waits for a connection while the broker is down. */
        @Bean
        HealthIndicator jmsHealthIndicator(EmbeddedBroker broker) {
            return () -> broker.isRunning() && broker.failure().isEmpty()
                    ? Health.up().build()
                    : Health.down()
                            .withDetail("cause", broker.failure().orElse("the broker is stopped"))
                            .build();
        }

        @Bean
        BrokerRecovery brokerRecovery(EmbeddedBroker broker) {
            return new BrokerRecovery(broker);
        }

        @Bean
        MeterBinder brokerDeadLetterMetrics(EmbeddedBroker broker) {
            return registry -> Gauge.builder("coincide.broker.dead.letters", broker, EmbeddedBroker::deadLetters)
                    .description("Messages in the embedded broker's dead-letter queues")
                    .register(registry);
        }

        @Bean
        QueueInspector queueInspector(EmbeddedBroker broker, ClientAccounts clients, Clock clock) {
            return new QueueInspector(broker, clients, clock);
        }

        @Bean
        QueueMetrics queueMetrics(QueueInspector queues, ClientAccounts clients) {
            return new QueueMetrics(queues, clients);
        }

        @Bean
        QueueHealth queues(QueueInspector inspector, BrokerProperties properties) {
            return new QueueHealth(inspector, properties);
        }

        @Bean
        EmbeddedBrokerLifecycle embeddedBrokerLifecycle(EmbeddedBroker broker, JmsPoolConnectionFactory senders) {
            return new EmbeddedBrokerLifecycle(broker, senders);
        }

        @Bean
        ServerConnectionFactory serverConnections(
                BrokerProperties properties, EmbeddedBroker broker, AccountSecrets secrets) {
            return ServerConnectionFactory.toEmbedded(properties, broker, secrets.server());
        }
    }

    /** The connection to an external broker. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "coincide.broker.embedded", havingValue = "false")
    static class External {

        /** No limit: an external broker does not report how many messages wait. */
        @Bean
        ClientQueueCapacity clientQueueCapacity() {
            return clientId -> Integer.MAX_VALUE;
        }

        @Bean
        ExternalBrokerAddress externalBrokerAddress(
                BrokerProperties properties, ActiveMQProperties external, AccountSecrets secrets) {
            if (!StringUtils.hasText(external.getBrokerUrl())) {
                throw new StartupException(
                        "The property coincide.broker.embedded is false, and no external broker is configured.",
                        "Set spring.activemq.broker-url, .user and .password, or coincide.broker.embedded=true.");
            }
            Credentials server = StringUtils.hasText(external.getUser())
                    ? new Credentials(external.getUser(), external.getPassword())
                    : secrets.server();
            return new ExternalBrokerAddress(ExternalBrokerAddress.url(external.getBrokerUrl(), properties), server);
        }

        @Bean
        ServerConnectionFactory serverConnections(
                BrokerProperties properties, ExternalBrokerAddress external, SslBundles bundles) {
            return new ServerConnectionFactory(properties, external.url(), external.server(), tls(properties, bundles));
        }
    }

    /** Returns the keys and certificates of the configured bundle; null if none is configured. */
    private static SslContext tls(BrokerProperties properties, SslBundles bundles) {
        if (properties.sslBundle().isEmpty()) {
            return null;
        }
        SslManagerBundle managers = bundles.getBundle(properties.sslBundle()).getManagers();
        return new SslContext(managers.getKeyManagers(), managers.getTrustManagers(), null);
    }

    /** The pool that senders use. Listeners get their connections from the container factory. */
    @Bean(destroyMethod = "stop")
    JmsPoolConnectionFactory connectionFactory(ServerConnectionFactory connections) {
        return connections.pooled();
    }

    @Bean
    MeterBinder brokerPoolMetrics(JmsPoolConnectionFactory senders) {
        return registry -> Gauge.builder(
                        "coincide.broker.pool.connections", senders, JmsPoolConnectionFactory::getNumConnections)
                .description("Connections to the broker that senders share")
                .register(registry);
    }

    @Bean
    DefaultJmsListenerContainerFactory jmsListenerContainerFactory(
            ServerConnectionFactory connections, BrokerProperties properties, FailureLog failures) {
        return ListenerContainerFactory.create(connections.unpooled(), properties.listener(), failures);
    }
}
