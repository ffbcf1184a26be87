package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.coincide.engine.support.BrokerOperations.receive;
import static org.coincide.engine.support.BrokerOperations.refused;
import static org.coincide.engine.support.BrokerOperations.send;
import static org.coincide.engine.support.BrokerOperations.textOf;

import jakarta.jms.JMSException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccount.State;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.accounts.ClientAccounts.Registration;
import org.coincide.engine.accounts.ClientSecret;
import org.coincide.engine.accounts.ClientSecretEncoder;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker while clients are created, disabled and deleted, and secrets revoked. */
class ChangedClientsTest {

    private static final Credentials SERVER = new Credentials("server", "server");
    private static final long SOON = 30_000;

    @TempDir
    Path directory;

    private final ClientSecretEncoder encoder = new ClientSecretEncoder();
    private final ClientAccounts clients = ClientAccounts.of(List.of());
    private final String former = ClientSecretEncoder.generate();
    private final String latter = ClientSecretEncoder.generate();
    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        clients.replace(List.of(client("acme", State.ENABLED, former)));
        broker = newBroker();
        broker.start();
    }

    @AfterEach
    void stop() {
        broker.stop();
    }

    @Test
    void aNewClientReadsItsQueueWhileOthersStayConnected() throws JMSException {
        try (ActiveMQConnection acme = connect("acme", former);
                ActiveMQConnection server = connect("server", "server")) {
            change(client("acme", State.ENABLED, former), client("initech", State.ENABLED, latter));
            try (ActiveMQConnection initech = connect("initech", latter)) {
                send(server, QueueNames.ofClient("initech"), "welcome");
                assertThat(textOf(receive(initech, QueueNames.ofClient("initech"), SOON)))
                        .isEqualTo("welcome");
                send(initech, QueueNames.ORDERS, "an order");
                refused(() -> receive(initech, QueueNames.ofClient("acme"), 1));
                refused(() -> send(initech, QueueNames.ofClient("initech"), "to itself"));
            }
            send(acme, QueueNames.ORDERS, "still here");
        }
    }

    @Test
    void theMessagesOfANewClientSurviveARestart() throws Exception {
        change(client("acme", State.ENABLED, former), client("initech", State.ENABLED, latter));
        try (ActiveMQConnection server = connect("server", "server")) {
            send(server, QueueNames.ofClient("initech"), "waits");
        }
        assertThat(stores()).anyMatch(name -> name.contains("initech"));
        broker.stop();
        broker = newBroker();
        broker.start();
        try (ActiveMQConnection initech = connect("initech", latter)) {
            assertThat(textOf(receive(initech, QueueNames.ofClient("initech"), SOON)))
                    .isEqualTo("waits");
        }
    }

    /** The relay can send before the broker has heard of the client. */
    @Test
    void aMessageSentTooEarlyIsInTheClientsStore() throws Exception {
        try (ActiveMQConnection server = connect("server", "server")) {
            send(server, QueueNames.ofClient("initech"), "early");
        }
        assertThat(stores()).anyMatch(name -> name.contains("initech"));
    }

    @Test
    void aDisabledClientIsDisconnectedAndNoOther() throws JMSException {
        change(client("acme", State.ENABLED, former), client("initech", State.ENABLED, latter));
        try (ActiveMQConnection acme = connect("acme", former);
                ActiveMQConnection initech = connect("initech", latter)) {
            change(client("acme", State.ENABLED, former), client("initech", State.DISABLED, latter));

            await().until(initech::isTransportFailed);
            assertThatThrownBy(() -> connect("initech", latter)).isInstanceOf(JMSException.class);
            assertThat(acme.isTransportFailed()).isFalse();
            send(acme, QueueNames.ORDERS, "still here");
        }
    }

    @Test
    void aRevokedSecretEndsItsConnectionsAndNoOthers() throws JMSException {
        change(client("acme", State.ENABLED, former, latter));
        try (ActiveMQConnection old = connect("acme", former);
                ActiveMQConnection current = connect("acme", latter)) {
            change(client("acme", State.ENABLED, latter));

            await().until(old::isTransportFailed);
            assertThatThrownBy(() -> connect("acme", former)).isInstanceOf(JMSException.class);
            send(current, QueueNames.ORDERS, "still here");
        }
    }

    @Test
    void theQueueOfADeletedClientIsRemoved() throws JMSException {
        try (ActiveMQConnection server = connect("server", "server")) {
            send(server, QueueNames.ofClient("acme"), "unread");
            change(client("acme", State.DISABLED, former));
            assertThat(broker.queue(QueueNames.ofClient("acme"))).isPresent();

            change(client("acme", State.DELETED));

            assertThat(broker.queue(QueueNames.ofClient("acme"))).isEmpty();
            assertThatThrownBy(() -> connect("acme", former)).isInstanceOf(JMSException.class);
        }
    }

    private Registration client(String id, State state, String... secrets) {
        return new Registration(
                new ClientAccount(id, BigDecimal.ONE, Set.of(), state),
                Stream.of(secrets)
                        .map(secret ->
                                new ClientSecret(secret.substring(0, 8), encoder.encode(secret), Instant.EPOCH, null))
                        .toList());
    }

    private void change(Registration... all) {
        clients.replace(List.of(all));
        broker.applyAccounts();
    }

    private EmbeddedBroker newBroker() {
        return new EmbeddedBroker(
                TestBroker.properties(Map.of()),
                new BrokerAccounts(SERVER, new Credentials("carrier", "carrier"), clients, Clock.systemUTC()),
                directory);
    }

    private ActiveMQConnection connect(String name, String secret) throws JMSException {
        ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory(name, secret, broker.address().toString());
        factory.setWatchTopicAdvisories(false);
        ActiveMQConnection connection = (ActiveMQConnection) factory.createConnection();
        connection.start();
        return connection;
    }

    private List<String> stores() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
