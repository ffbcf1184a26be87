package org.coincide.client.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.IndividualDeadLetterStrategy;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.filter.DestinationMapEntry;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.AuthorizationEntry;
import org.apache.activemq.security.AuthorizationPlugin;
import org.apache.activemq.security.DefaultAuthorizationMap;
import org.apache.activemq.security.SimpleAuthenticationPlugin;

/** An external broker with the accounts and queues that the server expects; it can be stopped and restarted. */
final class ExternalBroker implements AutoCloseable {

    /** Bytes; the default of 100 GB is more than most disks have free. */
    private static final long STORE_LIMIT = 256L << 20;

    private final Path directory;
    private final int port = FreePorts.free();
    private BrokerService broker;

    ExternalBroker(Path directory) {
        this.directory = directory;
    }

    String address() {
        return "tcp://127.0.0.1:" + port + "?wireFormat.maxFrameSize=1048576";
    }

    int port() {
        return port;
    }

    /** The accounts in the format of the server's accounts file. */
    static Properties accounts() {
        var accounts = new Properties();
        accounts.put("broker.server.name", "coincide.server");
        accounts.put("broker.server.password", "of-the-server");
        accounts.put("client.acme.secret", "of-acme");
        accounts.put("client.globex.secret", "of-globex");
        return accounts;
    }

    void start() {
        broker = new BrokerService();
        broker.setBrokerName("external");
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setAdvisorySupport(false);
        broker.setPopulateJMSXUserID(true);
        broker.setUseAuthenticatedPrincipalForJMSXUserID(true);
        broker.setDataDirectoryFile(directory.toFile());
        // After the directory is set: the limit creates the store.
        broker.getSystemUsage().getStoreUsage().setLimit(STORE_LIMIT);
        broker.setPlugins(new BrokerPlugin[] {
            new SimpleAuthenticationPlugin(List.of(
                    new AuthenticationUser("coincide.server", "of-the-server", "server"),
                    new AuthenticationUser("acme", "of-acme", "clients,client.acme"),
                    new AuthenticationUser("globex", "of-globex", "clients,client.globex"))),
            rights()
        });
        broker.setDestinations(BrokerQueues.NAMES.stream()
                .flatMap(queue -> Stream.of(queue, "DLQ." + queue))
                .map(ActiveMQQueue::new)
                .toArray(ActiveMQQueue[]::new));
        broker.setDestinationPolicy(individualDeadLetterQueues());
        try {
            broker.addConnector(address());
            broker.start();
            broker.waitUntilStarted();
        } catch (Exception e) {
            throw new IllegalStateException("The external broker cannot be started", e);
        }
    }

    void stop() {
        try {
            broker.stop();
            broker.waitUntilStopped();
        } catch (Exception e) {
            throw new IllegalStateException("The external broker cannot be stopped", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** The rights that the server's check of an external broker requires. */
    private static AuthorizationPlugin rights() {
        return new AuthorizationPlugin(new DefaultAuthorizationMap(List.of(
                right(">", "server", "server"),
                right("trading.orders", "server", "clients"),
                right("trading.requests", "server", "clients"),
                right("trading.client.acme", "client.acme", "server"),
                right("trading.client.globex", "client.globex", "server"))));
    }

    private static DestinationMapEntry<?> right(String queue, String readers, String writers) {
        var right = new AuthorizationEntry();
        right.setDestination(new ActiveMQQueue(queue));
        try {
            right.setRead(readers);
            right.setWrite(writers);
            right.setAdmin("server");
        } catch (Exception e) {
            throw new IllegalStateException("ActiveMQ cannot load its class of groups", e);
        }
        return right;
    }

    private static PolicyMap individualDeadLetterQueues() {
        var strategy = new IndividualDeadLetterStrategy();
        strategy.setQueuePrefix("DLQ.");
        var policy = new PolicyEntry();
        policy.setQueue(">");
        policy.setDeadLetterStrategy(strategy);
        var policies = new PolicyMap();
        policies.setPolicyEntries(List.of(policy));
        return policies;
    }
}
