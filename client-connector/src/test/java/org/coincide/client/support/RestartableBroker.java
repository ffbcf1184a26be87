package org.coincide.client.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.IndividualDeadLetterStrategy;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.SimpleAuthenticationPlugin;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A broker with a store on disk, which a test can stop and restart. */
public final class RestartableBroker implements AutoCloseable {

    public static final String CLIENT_SECRET = "client-secret";
    private static final String SERVER_SECRET = "server-secret";
    private static final String DLQ = "DLQ.";
    /** Bytes; the default of 100 GB is more than most disks have free. */
    private static final long STORE_LIMIT = 256L << 20;

    private final AtomicInteger acknowledgementsToLose = new AtomicInteger();
    private final int port;
    private final Path directory;
    private BrokerService broker;

    public RestartableBroker() {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
            directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "brokers")), "broker-");
        } catch (IOException e) {
            throw new IllegalStateException("There is no free port, or the store's directory cannot be created", e);
        }
    }

    public RestartableBroker start() {
        try {
            broker = new BrokerService();
            broker.setBrokerName("test-" + port);
            broker.setUseJmx(false);
            // An external broker does not stop with the client's JVM.
            broker.setUseShutdownHook(false);
            broker.setAdvisorySupport(false);
            broker.setDataDirectoryFile(directory.toFile());
            // After the directory is set: the limit creates the store.
            broker.getSystemUsage().getStoreUsage().setLimit(STORE_LIMIT);
            broker.setPlugins(
                    new BrokerPlugin[] {accounts(), next -> new LostAcknowledgementFilter(next, acknowledgementsToLose)
                    });
            broker.setDestinationPolicy(individualDeadLetterQueues());
            broker.addConnector("tcp://127.0.0.1:" + port + "?wireFormat.maxFrameSize=1048576");
            broker.setDestinations(new ActiveMQQueue[] {
                new ActiveMQQueue("trading.orders"),
                new ActiveMQQueue("trading.requests"),
                new ActiveMQQueue("trading.client.acme")
            });
            broker.start();
            broker.waitUntilStarted();
            return this;
        } catch (Exception e) {
            throw new IllegalStateException("The test's broker cannot be started", e);
        }
    }

    public void stop() {
        try {
            broker.stop();
            broker.waitUntilStopped();
        } catch (Exception e) {
            throw new IllegalStateException("The test's broker cannot be stopped", e);
        }
    }

    @Override
    public void close() {
        if (broker != null) {
            stop();
        }
    }

    /** The broker URL for the client's configuration. */
    public String url() {
        return "failover:(tcp://127.0.0.1:" + port
                + "?wireFormat.maxFrameSize=1048576)?timeout=2000&maxReconnectDelay=200";
    }

    /** Adds the client's settings for this broker, with short intervals for tests. */
    public void connect(DynamicPropertyRegistry properties) {
        settings().forEach((name, value) -> properties.add(name, () -> value));
        properties.add(
                "coincide.data-directory", () -> directory.resolve("client").toString());
    }

    /** Configures an application context in the same way, with its own data directory and this broker as a bean. */
    public void configure(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("testBroker", this);
        TestPropertyValues.of(settings())
                .and(
                        "coincide.data-directory=" + directory.resolve("client"),
                        // An unanswered order of another test must not be sent a second time.
                        "coincide.ordering.resend-after=1d",
                        "coincide.ordering.resend-at-most=1d")
                .applyTo(context);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(ServerKey.settings());
        settings.putAll(Map.of(
                "coincide.broker.url", url(),
                "coincide.client.secret", CLIENT_SECRET,
                "coincide.inbox.receive-wait", "100ms",
                "coincide.requests.inquiry-sweep", "300ms",
                "coincide.requests.inquiry-interval", "2s",
                "coincide.inbox.first-retry", "50ms",
                "coincide.inbox.longest-retry", "500ms",
                "coincide.inbox.attempts-per-message", "3",
                "management.server.port", "0"));
        return settings;
    }

    ActiveMQConnectionFactory asServer() {
        return new ActiveMQConnectionFactory("server", SERVER_SECRET, "tcp://127.0.0.1:" + port);
    }

    /** Loses the next acknowledgements, as when the client crashes after its database has committed. */
    public void loseAcknowledgements(int count) {
        acknowledgementsToLose.set(count);
    }

    /** True until the last of these acknowledgements is lost. */
    public boolean hasAcknowledgementsToLose() {
        return acknowledgementsToLose.get() > 0;
    }

    /** The number of messages in dead-letter queues. */
    public long deadLetters() {
        return broker.getRegionBroker().getDestinationMap().entrySet().stream()
                .filter(entry -> entry.getKey().getPhysicalName().contains("DLQ"))
                .mapToLong(entry -> entry.getValue()
                        .getDestinationStatistics()
                        .getMessages()
                        .getCount())
                .sum();
    }

    /** The number of messages in the client's queue that are not acknowledged. */
    public long unacknowledged() {
        return broker.getRegionBroker().getDestinationMap().entrySet().stream()
                .filter(entry -> entry.getKey().getPhysicalName().equals("trading.client.acme"))
                .mapToLong(entry -> entry.getValue()
                        .getDestinationStatistics()
                        .getMessages()
                        .getCount())
                .sum();
    }

    private static SimpleAuthenticationPlugin accounts() {
        return new SimpleAuthenticationPlugin(List.of(
                new AuthenticationUser("server", SERVER_SECRET, "servers"),
                new AuthenticationUser("acme", CLIENT_SECRET, "clients")));
    }

    private static PolicyMap individualDeadLetterQueues() {
        var strategy = new IndividualDeadLetterStrategy();
        strategy.setQueuePrefix(DLQ);
        var policy = new PolicyEntry();
        policy.setDeadLetterStrategy(strategy);
        var policies = new PolicyMap();
        policies.setDefaultEntry(policy);
        return policies;
    }
}
