package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.coincide.engine.support.TestBroker.ACME;
import static org.coincide.engine.support.TestBroker.SERVER;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQQueue;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

@Timeout(120)
class ServerConnectionsTest {

    private static final long SOON = 30_000;

    @TempDir
    Path directory;

    static Stream<Serializable> objects() {
        return Stream.of(
                new Trap(),
                new ActiveMQQueue("of a package that ActiveMQ itself trusts"),
                new BigDecimal("1.00"),
                new ArrayList<>(List.of("text")));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void noObjectIsEverMadeFromAMessage(Serializable object) throws JMSException {
        Trap.sprung = false;
        try (TestBroker broker = TestBroker.inMemory(directory);
                ActiveMQConnection acme = broker.connectAs(ACME);
                Connection server =
                        connections(broker.url(), Map.of()).unpooled().createConnection()) {
            Session sending = acme.createSession(false, Session.AUTO_ACKNOWLEDGE);
            sending.createProducer(new ActiveMQQueue(QueueNames.ORDERS)).send(sending.createObjectMessage(object));
            server.start();
            ObjectMessage message = (ObjectMessage) server.createSession(false, Session.AUTO_ACKNOWLEDGE)
                    .createConsumer(new ActiveMQQueue(QueueNames.ORDERS))
                    .receive(SOON);

            assertThatThrownBy(message::getObject).isInstanceOf(JMSException.class);
            assertThat(Trap.sprung).isFalse();
        }
    }

    @Test
    void aConnectionIdDoesNotRevealTheNextOne() throws JMSException {
        try (TestBroker broker = TestBroker.inMemory(directory)) {
            var factory = connections(broker.url(), Map.of()).unpooled();
            try (ActiveMQConnection first = (ActiveMQConnection) factory.createConnection();
                    ActiveMQConnection second = (ActiveMQConnection) factory.createConnection()) {
                first.start();
                second.start();
                assertThat(idWithoutCount(second)).startsWith("server-").isNotEqualTo(idWithoutCount(first));
            }
        }
    }

    private static String idWithoutCount(ActiveMQConnection connection) {
        // server-<uuid>, then the port, the time and the count
        return connection.getConnectionInfo().getConnectionId().getValue().substring(0, "server-".length() + 36);
    }

    @Test
    void aTechnicalFaultNeverMakesADeadLetter() throws JMSException {
        Map<String, String> quick = Map.of("redelivery.first", "10ms", "redelivery.longest", "80ms");
        try (TestBroker broker = TestBroker.inMemory(directory);
                ActiveMQConnection acme = broker.connectAs(ACME);
                Connection server = connections(broker.url(), quick).unpooled().createConnection()) {
            Session sending = acme.createSession(false, Session.AUTO_ACKNOWLEDGE);
            sending.createProducer(new ActiveMQQueue(QueueNames.ORDERS)).send(sending.createTextMessage("an order"));
            server.start();
            Session session = server.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(new ActiveMQQueue(QueueNames.ORDERS));
            Instant start = Instant.now();
            for (int attempt = 0; attempt < 14; attempt++) {
                assertThat(consumer.receive(SOON)).as("attempt %d", attempt).isNotNull();
                session.rollback();
            }
            // 10 + 20 + 40 + 80 × 10: the pause has grown, and has stopped growing. Otherwise the sum would be 82
            // seconds.
            assertThat(Duration.between(start, Instant.now()))
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(60));
            assertThat(consumer.receive(SOON)).isNotNull();
            session.commit();
        }
    }

    @Test
    void anUnreachableBrokerIsReportedWithoutWaiting() throws Exception {
        Map<String, String> patient = Map.of("connection.connect-timeout", "1h");
        try (Socket reserved = new Socket()) {
            // A port that refuses connections: the socket does not listen, and keeps it from everybody else.
            reserved.bind(new InetSocketAddress("127.0.0.1", 0));
            String nowhere = ExternalBrokerAddress.url(
                    "tcp://127.0.0.1:" + reserved.getLocalPort(), TestBroker.properties(patient));
            JmsPoolConnectionFactory pool = connections(nowhere, patient).pooled();

            // The pool can notice the refusal before the sender does, and then names a cause of its own.
            assertThatThrownBy(() ->
                            CompletableFuture.supplyAsync(() -> sent(pool)).get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .hasCauseInstanceOf(JMSException.class);
            pool.stop();
        }
    }

    /**
     * ActiveMQ's own wait for an embedded broker did not end when the clock was set back, and now and then without a reason. A listener
     * that waits keeps a lock which its stop needs, and with it the recovery of the broker.
     */
    @Test
    void aStoppedEmbeddedBrokerIsReportedWithoutWaiting() {
        Map<String, String> patient = Map.of("persistent", "false", "connection.connect-timeout", "1h");
        try (TestBroker broker = TestBroker.with(directory, patient)) {
            var factory = ServerConnectionFactory.toEmbedded(
                    TestBroker.properties(patient), broker.broker(), new Credentials(SERVER, SERVER));

            assertThatThrownBy(() -> connectWithin30Seconds(factory)).isInstanceOf(ExecutionException.class);
            broker.started();
            assertThat(connect(factory.unpooled())).isTrue();
            broker.stop();
            assertThatThrownBy(() -> connectWithin30Seconds(factory)).isInstanceOf(ExecutionException.class);
        }
    }

    private static void connectWithin30Seconds(ServerConnectionFactory factory) throws Exception {
        CompletableFuture.supplyAsync(() -> connect(factory.unpooled())).get(30, TimeUnit.SECONDS);
    }

    private static boolean connect(ConnectionFactory factory) {
        try (Connection connection = factory.createConnection()) {
            connection.start();
            return true;
        } catch (JMSException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    @Test
    void aSenderReconnectsToItsBroker() throws Exception {
        Map<String, String> defaults = Map.of();
        TestBroker broker = TestBroker.onDisk(directory);
        String url = ExternalBrokerAddress.url(broker.url(), TestBroker.properties(defaults));
        JmsPoolConnectionFactory pool = connections(url, defaults).pooled();
        send(pool);
        broker.stop();
        assertThatThrownBy(() -> send(pool)).isInstanceOf(JMSException.class);
        broker.started();

        await().untilAsserted(() -> send(pool));
        pool.stop();
        broker.close();
    }

    private static ServerConnectionFactory connections(String url, Map<String, String> settings) {
        return new ServerConnectionFactory(TestBroker.properties(settings), url, new Credentials(SERVER, SERVER));
    }

    private static boolean sent(JmsPoolConnectionFactory pool) {
        try {
            send(pool);
            return true;
        } catch (JMSException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    private static void send(JmsPoolConnectionFactory pool) throws JMSException {
        try (Connection connection = pool.createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue(QueueNames.ofClient(ACME)))
                    .send(session.createTextMessage("x"));
        }
    }

    /** Has an effect when it is created. */
    private static final class Trap implements Serializable {

        private static final long serialVersionUID = 1L;

        private static boolean sprung;

        private void readObject(ObjectInputStream stream) {
            sprung = true;
        }
    }
}
