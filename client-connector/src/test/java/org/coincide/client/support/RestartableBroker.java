package org.coincide.client.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A broker with a store on disk, which a test may stop and start again. */
public final class RestartableBroker implements AutoCloseable {

    public static final String CLIENT_SECRET = "client-secret";
    private static final String SERVER_SECRET = "server-secret";
    private static final String DLQ = "DLQ.";

    private final AtomicInteger acknowledgementsToLose = new AtomicInteger();
    private final int port;
    private final Path directory;
    private BrokerService broker;

    public RestartableBroker() {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
            directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "brokers")), "broker-");
        } catch (IOException e) {
            throw new IllegalStateException("No free port, or no place for a store", e);
        }
    }

    public RestartableBroker start() {
        try {
            broker = new BrokerService();
            broker.setBrokerName("test-" + port);
            broker.setUseJmx(false);
            // A broker elsewhere would not end with the client's JVM.
            broker.setUseShutdownHook(false);
            broker.setAdvisorySupport(false);
            broker.setDataDirectoryFile(directory.toFile());
            broker.setPlugins(
                    new BrokerPlugin[] {accounts(), next -> new LostAcknowledgementFilter(next, acknowledgementsToLose)
                    });
            broker.setDestinationPolicy(deadLettersApart());
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
            throw new IllegalStateException("The test's broker does not start", e);
        }
    }

    public void stop() {
        try {
            broker.stop();
            broker.waitUntilStopped();
        } catch (Exception e) {
            throw new IllegalStateException("The test's broker does not stop", e);
        }
    }

    @Override
    public void close() {
        if (broker != null) {
            stop();
        }
    }

    /** As the client is configured with. */
    public String url() {
        return "failover:(tcp://127.0.0.1:" + port
                + "?wireFormat.maxFrameSize=1048576)?timeout=2000&maxReconnectDelay=200";
    }

    /** How a client reaches this broker, and a pace for tests. */
    public void connect(DynamicPropertyRegistry properties) {
        settings().forEach((name, value) -> properties.add(name, () -> value));
    }

    /** The same for an application context with a data directory of its own, whose tests find this broker as a bean. */
    public void surround(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("testBroker", this);
        TestPropertyValues.of(settings())
                .and(
                        "coincide.data-directory=" + directory.resolve("client"),
                        // An order of another test that nobody answered is not to come a second time.
                        "coincide.ordering.resend-after=1d",
                        "coincide.ordering.resend-at-most=1d")
                .applyTo(context);
    }

    private Map<String, String> settings() {
        return Map.of(
                "coincide.broker.url", url(),
                "coincide.client.secret", CLIENT_SECRET,
                "coincide.inbox.receive-wait", "100ms",
                "coincide.requests.inquiry-sweep", "300ms",
                "coincide.requests.inquiry-interval", "2s",
                "coincide.inbox.first-retry", "50ms",
                "coincide.inbox.longest-retry", "500ms",
                "coincide.inbox.attempts-per-message", "3",
                "management.server.port", "0");
    }

    ActiveMQConnectionFactory asServer() {
        return new ActiveMQConnectionFactory("server", SERVER_SECRET, "tcp://127.0.0.1:" + port);
    }

    /** The next acknowledgements by transaction do not arrive: as when the client dies after its database has committed. */
    public void loseAcknowledgements(int count) {
        acknowledgementsToLose.set(count);
    }

    /** Whether there are acknowledgements that are still to be lost. */
    public boolean isToLoseAcknowledgements() {
        return acknowledgementsToLose.get() > 0;
    }

    /** How many messages lie in dead-letter queues. */
    public long deadLetters() {
        return broker.getRegionBroker().getDestinationMap().entrySet().stream()
                .filter(entry -> entry.getKey().getPhysicalName().contains("DLQ"))
                .mapToLong(entry -> entry.getValue()
                        .getDestinationStatistics()
                        .getMessages()
                        .getCount())
                .sum();
    }

    /** How many messages of the client's queue are not acknowledged. */
    public long waiting() {
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

    private static PolicyMap deadLettersApart() {
        var strategy = new IndividualDeadLetterStrategy();
        strategy.setQueuePrefix(DLQ);
        var policy = new PolicyEntry();
        policy.setDeadLetterStrategy(strategy);
        var policies = new PolicyMap();
        policies.setDefaultEntry(policy);
        return policies;
    }
}
