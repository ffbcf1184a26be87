package org.coincide.engine.support;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.BrokerAccounts;
import org.coincide.engine.broker.BrokerProperties;
import org.coincide.engine.broker.EmbeddedBroker;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The server's broker on a free port, with the clients acme and globex: each one's password is its name. */
public final class TestBroker implements AutoCloseable {

    public static final String SERVER = "coincide.server";
    public static final String CARRIER = "coincide.carrier";
    public static final String ACME = "acme";
    public static final String GLOBEX = "globex";

    private final EmbeddedBroker broker;

    private TestBroker(Path directory, Map<String, String> settings) {
        broker = new EmbeddedBroker(
                properties(settings),
                new BrokerAccounts(login(SERVER), login(CARRIER), List.of(login(ACME), login(GLOBEX))),
                directory);
    }

    /** A broker that keeps messages in memory. */
    public static TestBroker inMemory(Path directory) {
        return new TestBroker(directory, Map.of("persistent", "false")).started();
    }

    /** A broker that keeps messages in the directory. */
    public static TestBroker onDisk(Path directory) {
        return new TestBroker(directory, Map.of()).started();
    }

    /** A broker with other settings of {@code coincide.broker}, not started. */
    public static TestBroker with(Path directory, Map<String, String> settings) {
        return new TestBroker(directory, settings);
    }

    /** The settings of {@code coincide.broker} with their defaults, on a free port. */
    public static BrokerProperties properties(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>(Map.of("coincide.broker.port", "0"));
        settings.forEach((key, value) -> prefixed.put("coincide.broker." + key, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("coincide.broker", BrokerProperties.class);
    }

    public TestBroker started() {
        broker.start();
        return this;
    }

    public void stop() {
        broker.stop();
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    public String url() {
        return broker.address().toString();
    }

    /** A started connection of that account, with ActiveMQ's defaults but for the advisories. */
    public ActiveMQConnection connectAs(String name) throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url());
        factory.setWatchTopicAdvisories(false);
        Connection connection = factory.createConnection(name, name);
        connection.start();
        return (ActiveMQConnection) connection;
    }

    @Override
    public void close() {
        broker.stop();
    }

    private static Credentials login(String name) {
        return new Credentials(name, name);
    }
}
