package org.coincide.engine.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.IndividualDeadLetterStrategy;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.security.SimpleAuthenticationPlugin;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.usage.SystemUsage;

/** How the embedded broker is set up; each setting that is not ActiveMQ's default says here why. */
record EmbeddedBrokerFactory(BrokerProperties properties, BrokerAccounts accounts, Path directory) {

    BrokerService build(String name, int port) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setBrokerName(name);
        // Spring stops it, after the listeners; nothing else may start, stop or look into it.
        broker.setUseShutdownHook(false);
        broker.setUseJmx(false);
        broker.setSchedulerSupport(false);
        // Advisories would tell each client which others there are.
        broker.setAdvisorySupport(false);
        broker.setUseVirtualTopics(false);
        // The sender's name is the broker's word, not the message's.
        broker.setPopulateJMSXUserID(true);
        broker.setUseAuthenticatedPrincipalForJMSXUserID(true);
        broker.setPlugins(plugins());
        broker.setDestinations(queues());
        broker.setDestinationPolicy(policies());
        keep(broker);
        limit(broker.getSystemUsage());
        broker.addConnector(connector(port));
        return broker;
    }

    /** Each wraps those before it: who it is, what that one may, and the fence around both. */
    private BrokerPlugin[] plugins() {
        return new BrokerPlugin[] {
            new SimpleAuthenticationPlugin(accounts.users()),
            BrokerAuthorizations.of(accounts),
            ClientCommandFilter::new
        };
    }

    /** All of them: a client has no right to create even its own. */
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
        PolicyMap policies = new PolicyMap();
        policies.setPolicyEntries(List.of(everyQueue));
        return policies;
    }

    private void keep(BrokerService broker) throws IOException {
        broker.setPersistent(properties.persistent());
        broker.setDataDirectoryFile(directory.toFile());
        broker.setTmpDataDirectory(directory.resolve("temporary").toFile());
        if (properties.persistent()) {
            KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
            store.setDirectory(directory.toFile());
            store.setJournalDiskSyncStrategy("always");
            store.setCheckForCorruptJournalFiles(true);
            // A second server on the same store would wait silently; it shall say so.
            store.getLocker().setFailIfLocked(true);
            broker.setPersistenceAdapter(store);
        }
        broker.setSchedulePeriodForDiskUsageCheck(60_000);
    }

    private void limit(SystemUsage usage) {
        usage.getStoreUsage().setLimit(properties.store().disk().toBytes());
        usage.getTempUsage().setLimit(properties.store().disk().toBytes());
        usage.getMemoryUsage().setLimit(properties.store().memory().toBytes());
        // A full broker is an error that the sender can act on, not a thread that hangs.
        usage.setSendFailIfNoSpaceAfterTimeout(
                properties.store().sendFailAfter().toMillis());
    }

    private String connector(int port) {
        return "tcp://%s:%d?maximumConnections=%d&wireFormat.maxFrameSize=%d&wireFormat.maxInactivityDuration=%d"
                .formatted(
                        properties.address(),
                        port,
                        properties.maxConnections(),
                        properties.maxFrameSize().toBytes(),
                        properties.inactivity().toMillis());
    }
}
