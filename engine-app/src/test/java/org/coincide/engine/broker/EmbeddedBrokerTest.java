package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.coincide.engine.support.TestBroker.ACME;
import static org.coincide.engine.support.TestBroker.GLOBEX;
import static org.coincide.engine.support.TestBroker.SERVER;

import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.store.kahadb.MultiKahaDBPersistenceAdapter;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.startup.StartupException;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedBrokerTest {

    private static final long SOON = 30_000;

    @TempDir
    Path directory;

    @Test
    void messagesSurviveARestart() throws JMSException {
        TestBroker broker = TestBroker.onDisk(directory);
        String address = broker.url();
        send(broker, ACME, QueueNames.ORDERS, "kept");
        broker.stop();
        broker.started();

        assertThat(broker.url()).isEqualTo(address);
        assertThat(receive(broker, SERVER, QueueNames.ORDERS)).isEqualTo("kept");
        broker.close();
    }

    @Test
    void theFilesOfADeletedClientAreRemovedAtAStart() throws IOException {
        TestBroker.onDisk(directory).close();
        assertThat(filesOf(GLOBEX)).isNotEmpty();

        new BrokerStore(directory, List.of(ACME)).deleteFilesOf(List.of(GLOBEX, ACME));

        assertThat(filesOf(GLOBEX)).isEmpty();
        assertThat(filesOf(ACME)).isNotEmpty();
    }

    private List<Path> filesOf(String client) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().contains(client)).toList();
        }
    }

    @Test
    void aPortInUseIsNamedWithTheSettingThatChangesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            TestBroker broker = TestBroker.with(directory, Map.of("port", String.valueOf(port)));

            assertThatThrownBy(broker::started)
                    .isInstanceOfSatisfying(StartupException.class, refused -> assertThat(refused.action())
                            .contains(String.valueOf(port), "coincide.broker.port"))
                    .hasMessageContaining(String.valueOf(port));
            broker.close();
        }
        // The store was let go.
        TestBroker.onDisk(directory).close();
    }

    @Test
    void aStoreInUseIsNamedInsteadOfWaitedFor() {
        try (TestBroker first = TestBroker.onDisk(directory)) {
            assertThat(first.broker().isRunning()).isTrue();
            TestBroker second = TestBroker.with(directory, Map.of());

            assertThatThrownBy(second::started)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void poisonGoesToTheDeadLettersOfItsOwnQueue() throws JMSException {
        try (TestBroker broker = TestBroker.inMemory(directory)) {
            send(broker, SERVER, QueueNames.ofClient(ACME), "poison");
            assertThat(broker.broker().deadLetters()).isZero();
            rollBackUntilGone(broker, ACME, QueueNames.ofClient(ACME));

            await().untilAsserted(
                            () -> assertThat(broker.broker().deadLetters()).isOne());
            assertThat(receive(broker, SERVER, "DLQ.trading.client.acme")).isEqualTo("poison");
        }
    }

    @Test
    void aMessageThatAClientGaveUpIsDeliveredAgain() throws JMSException {
        String queue = QueueNames.ofClient(ACME);
        try (TestBroker broker = TestBroker.onDisk(directory)) {
            send(broker, SERVER, queue, "fine");
            for (int outage = 1; outage <= 3; outage++) {
                rollBackUntilGone(broker, ACME, queue);
                await().untilAsserted(
                                () -> assertThat(broker.broker().deadLetters()).isOne());

                broker.broker().returnRejected();

                assertThat(broker.broker().deadLetters()).isZero();
            }
            assertThat(receive(broker, ACME, queue)).isEqualTo("fine");
        }
    }

    @Test
    void aFullStoreFailsTheSendWithoutBlocking() throws JMSException {
        Map<String, String> tiny = Map.of("store.disk", "1KB", "store.send-fail-after", "300ms");
        try (TestBroker broker = TestBroker.with(directory, tiny).started()) {
            Instant start = Instant.now();

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            send(broker, ACME, QueueNames.ORDERS, "x".repeat(1_000));
                        }
                    })
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("Full");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void aSlowConsumerDoesNotAffectOthers() throws JMSException {
        Map<String, String> small = Map.of(
                "persistent",
                "false",
                "store.memory",
                "8MB",
                "store.memory-per-queue",
                "1MB",
                "store.send-fail-after",
                "300ms");
        try (TestBroker broker = TestBroker.with(directory, small).started()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 40; i++) {
                            send(broker, SERVER, QueueNames.ofClient(GLOBEX), "x".repeat(100_000));
                        }
                    })
                    .isInstanceOf(JMSException.class);

            send(broker, SERVER, QueueNames.ofClient(ACME), "through");
            assertThat(receive(broker, ACME, QueueNames.ofClient(ACME))).isEqualTo("through");
        }
    }

    @Test
    void aTransactedReaderMayHoldMoreThanTwoHundred() throws JMSException {
        try (TestBroker broker = TestBroker.inMemory(directory);
                ActiveMQConnection acme = broker.connectAs(ACME);
                ActiveMQConnection server = broker.connectAs(SERVER)) {
            Session sending = server.createSession(true, Session.SESSION_TRANSACTED);
            MessageProducer producer = sending.createProducer(new ActiveMQQueue(QueueNames.ofClient(ACME)));
            for (int i = 0; i < 500; i++) {
                producer.send(sending.createTextMessage(String.valueOf(i)));
            }
            sending.commit();
            Session reading = acme.createSession(true, Session.SESSION_TRANSACTED);
            var consumer = reading.createConsumer(new ActiveMQQueue(QueueNames.ofClient(ACME)));
            for (int i = 0; i < 500; i++) {
                assertThat(((TextMessage) consumer.receive(SOON)).getText()).isEqualTo(String.valueOf(i));
            }
        }
    }

    @Test
    void itTakesSoManyConnectionsAndNoMore() throws JMSException {
        Map<String, String> few = Map.of("persistent", "false", "max-connections", "2");
        List<ActiveMQConnection> open = new ArrayList<>();
        try (TestBroker broker = TestBroker.with(directory, few).started()) {
            open.add(broker.connectAs(ACME));
            open.add(broker.connectAs(GLOBEX));

            assertThatThrownBy(() -> broker.connectAs(SERVER)).isInstanceOf(JMSException.class);
            for (ActiveMQConnection connection : open) {
                connection.close();
            }
        }
    }

    /** Behaviour of the broker that a client cannot observe. */
    @Test
    void theBrokerSyncsMessagesOnOneAddressWithoutJmx() throws Exception {
        BrokerProperties defaults = TestBroker.properties(Map.of());
        BrokerAccounts nobody = new BrokerAccounts(new Credentials("s", "s"), new Credentials("c", "c"), List.of());
        BrokerService broker = new EmbeddedBrokerFactory(
                        defaults, nobody, directory, new ClientQueueMonitor(defaults.quota(), Clock.systemUTC()), null)
                .build("blueprint", 0);

        MultiKahaDBPersistenceAdapter stores = (MultiKahaDBPersistenceAdapter) broker.getPersistenceAdapter();
        assertThat(stores.getAdapters()).isNotEmpty().allSatisfy(adapter -> {
            KahaDBPersistenceAdapter store = (KahaDBPersistenceAdapter) adapter;
            assertThat(store.getJournalDiskSyncStrategy()).isEqualTo("ALWAYS");
            assertThat(store.isCheckForCorruptJournalFiles()).isTrue();
        });
        assertThat(broker.getTransportConnectors()).singleElement().satisfies(connector -> {
            assertThat(InetAddress.getByName(connector.getUri().getHost()).isLoopbackAddress())
                    .isTrue();
            assertThat(connector.getUri().getQuery())
                    .contains("wireFormat.maxInactivityDuration="
                            + defaults.inactivity().toMillis());
        });
        assertThat(broker.isUseJmx()).isFalse();
        assertThat(broker.isAdvisorySupport()).isFalse();
        assertThat(broker.getNetworkConnectors()).isEmpty();
        broker.getTransportConnectors().get(0).stop();
    }

    private static void send(TestBroker broker, String user, String queue, String text) throws JMSException {
        try (ActiveMQConnection connection = broker.connectAs(user)) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(new ActiveMQQueue(queue)).send(session.createTextMessage(text));
        }
    }

    private static String receive(TestBroker broker, String user, String queue) throws JMSException {
        try (ActiveMQConnection connection = broker.connectAs(user)) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            return session.createConsumer(new ActiveMQQueue(queue))
                    .receive(SOON)
                    .getBody(String.class);
        }
    }

    private static void rollBackUntilGone(TestBroker broker, String user, String queue) throws JMSException {
        try (ActiveMQConnection connection = broker.connectAs(user)) {
            RedeliveryPolicy twice = new RedeliveryPolicy();
            twice.setInitialRedeliveryDelay(1);
            twice.setRedeliveryDelay(1);
            twice.setMaximumRedeliveries(1);
            connection.setRedeliveryPolicy(twice);
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            var consumer = session.createConsumer(new ActiveMQQueue(queue));
            for (int delivery = 1; delivery <= 2; delivery++) {
                assertThat(consumer.receive(SOON)).as("delivery %d", delivery).isNotNull();
                session.rollback();
            }
        }
    }
}
