package org.coincide.engine.broker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.SslContext;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.broker.region.policy.IndividualDeadLetterStrategy;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.security.SecurityContext;
import org.apache.activemq.security.SimpleAuthenticationBroker;
import org.apache.activemq.transport.TransportFactorySupport;
import org.apache.activemq.usage.SystemUsage;
import org.coincide.engine.broker.queues.QueueNames;

/** Builds the embedded broker. Each setting that differs from ActiveMQ's default has a comment with the reason. */
record EmbeddedBrokerFactory(
        BrokerProperties properties,
        BrokerAccounts accounts,
        Path directory,
        ClientQueueMonitor monitor,
        SslContext tls) {

    /** Size of a page in new files. ActiveMQ has no other setting for it, and reads this one with its first store. */
    private static final String INDEX_PAGE = "defaultPageSize";

    BrokerService build(String name, int port) throws Exception {
        BrokerService broker = new AdmittingBrokerService();
        broker.setBrokerName(name);
        // Spring stops the broker after the listeners; a shutdown hook, JMX or a scheduler must not interfere.
        broker.setUseShutdownHook(false);
        broker.setUseJmx(false);
        broker.setSchedulerSupport(false);
        // Advisories would disclose the other clients to each client.
        broker.setAdvisorySupport(false);
        broker.setUseVirtualTopics(false);
        // The broker sets the sender's name, so that a client cannot forge it.
        broker.setPopulateJMSXUserID(true);
        broker.setUseAuthenticatedPrincipalForJMSXUserID(true);
        broker.setPlugins(plugins());
        broker.setDestinations(queues());
        broker.setDestinationPolicy(policies());
        configureStore(broker);
        configureLimits(broker.getSystemUsage());
        broker.setSslContext(tls);
        broker.addConnector(connector(port));
        return broker;
    }

    /** Authentication, authorization and the command filter; each plugin wraps the ones before it. */
    private BrokerPlugin[] plugins() {
        return new BrokerPlugin[] {
            next -> new AccountAuthenticationBroker(next, accounts),
            BrokerAuthorizations.create(),
            next -> new ClientMessageFilter(next, properties, monitor),
            ClientCommandFilter::new
        };
    }

    /** All queues, because no client has the permission to create a queue, not even its own. */
    private ActiveMQDestination[] queues() {
        return QueueNames.all(accounts.clientIds()).stream()
                .map(ActiveMQQueue::new)
                .toArray(ActiveMQDestination[]::new);
    }

    private PolicyMap policies() {
        IndividualDeadLetterStrategy deadLetters = new IndividualDeadLetterStrategy();
        deadLetters.setQueuePrefix(QueueNames.DEAD_LETTERS);
        deadLetters.setProcessExpired(true);
        deadLetters.setProcessNonPersistent(true);
        PolicyEntry everyQueue = new PolicyEntry();
        everyQueue.setQueue(">");
        everyQueue.setDeadLetterStrategy(deadLetters);
        everyQueue.setMemoryLimit(properties.store().memoryPerQueue().toBytes());
        everyQueue.setMaxPageSize(properties.store().page());
        PolicyEntry deadLetterQueues = new PolicyEntry();
        deadLetterQueues.setQueue(QueueNames.DEAD_LETTERS + ">");
        deadLetterQueues.setDeadLetterStrategy(deadLetters);
        deadLetterQueues.setMemoryLimit(properties.store().memoryPerQueue().toBytes());
        deadLetterQueues.setMaxPageSize(properties.store().page());
        // A message can be given up, returned, and given up again under the same id.
        deadLetterQueues.setEnableAudit(false);
        PolicyMap policies = new PolicyMap();
        policies.setPolicyEntries(List.of(everyQueue, deadLetterQueues));
        return policies;
    }

    private void configureStore(BrokerService broker) throws IOException {
        broker.setPersistent(properties.persistent());
        broker.setDataDirectoryFile(directory.toFile());
        broker.setTmpDataDirectory(directory.resolve("temporary").toFile());
        if (properties.persistent()) {
            System.setProperty(
                    INDEX_PAGE, Long.toString(properties.store().indexPage().toBytes()));
            broker.setPersistenceAdapter(new BrokerStore(directory, accounts.clientIds()));
        }
        broker.setSchedulePeriodForDiskUsageCheck(60_000);
    }

    private void configureLimits(SystemUsage usage) {
        usage.getStoreUsage().setLimit(properties.store().disk().toBytes());
        usage.getTempUsage().setLimit(properties.store().disk().toBytes());
        usage.getMemoryUsage().setLimit(properties.store().memory().toBytes());
        // If the broker is full, the sender gets an error that it can handle, instead of blocking.
        usage.setSendFailIfNoSpaceAfterTimeout(
                properties.store().sendFailAfter().toMillis());
    }

    private String connector(int port) {
        return "%s://%s:%d?wireFormat.maxFrameSize=%d&wireFormat.maxInactivityDuration=%d"
                .formatted(
                        tls == null ? "tcp" : "ssl",
                        properties.address(),
                        port,
                        properties.maxFrameSize().toBytes(),
                        properties.inactivity().toMillis());
    }

    /** Authenticates connections by the accounts as they are now, unlike ActiveMQ's own plugin, which copies them at the start. */
    private static final class AccountAuthenticationBroker extends SimpleAuthenticationBroker {

        private final BrokerAccounts accounts;

        AccountAuthenticationBroker(Broker next, BrokerAccounts accounts) {
            super(next, Map.of(), Map.of());
            this.accounts = accounts;
        }

        @Override
        public SecurityContext authenticate(String user, String password, X509Certificate[] certificates) {
            if (accounts.login(user, password).isEmpty()) {
                throw new SecurityException("User name [%s] or password is invalid.".formatted(user));
            }
            Set<Principal> groups = Set.copyOf(accounts.groups(user));
            return new SecurityContext(user) {
                @Override
                public Set<Principal> getPrincipals() {
                    return groups;
                }
            };
        }
    }

    /** ActiveMQ's broker, with connectors that admit connections under {@link AdmissionControl}. */
    private final class AdmittingBrokerService extends BrokerService {

        @Override
        protected TransportConnector createTransportConnector(URI address) throws Exception {
            return new ClientConnector(
                    TransportFactorySupport.bind(this, address),
                    new AdmissionControl(accounts, properties),
                    properties.admission());
        }
    }
}
