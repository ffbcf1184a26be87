package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.coincide.engine.support.BrokerOperations.receive;
import static org.coincide.engine.support.BrokerOperations.send;
import static org.coincide.engine.support.BrokerOperations.session;
import static org.coincide.engine.support.BrokerOperations.textOf;
import static org.coincide.engine.support.TestBroker.ACME;
import static org.coincide.engine.support.TestBroker.GLOBEX;
import static org.coincide.engine.support.TestBroker.SERVER;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.broker.BrokerRegistry;
import org.apache.activemq.command.ActiveMQQueue;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.support.CapturedLog;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The share of the broker that one client can use up. */
@Timeout(120)
class ClientQuotaTest {

    private static final long SOON = 30_000;
    private static final int KIBIBYTE = 1_024;
    private static final long MEBIBYTE = 1L << 20;
    private static final String ACMES = QueueNames.ofClient(ACME);
    private static final String GLOBEXS = QueueNames.ofClient(GLOBEX);

    @TempDir
    Path directory;

    @Test
    void anUnreadQueueDoesNotKeepTheFilesOfOthers() throws Exception {
        try (TestBroker broker = TestBroker.onDisk(directory);
                ActiveMQConnection server = broker.connectAs(SERVER);
                ActiveMQConnection globex = broker.connectAs(GLOBEX)) {
            send(server, ACMES, "never read");
            Session reading = session(globex);
            MessageConsumer consumer = reading.createConsumer(new ActiveMQQueue(GLOBEXS));
            Session sending = session(server);
            MessageProducer producer = sending.createProducer(new ActiveMQQueue(GLOBEXS));
            String text = "x".repeat(512 * KIBIBYTE);
            // The acknowledgement of each message is in a later file than the message.
            int behind = 16;
            for (int i = 0; i < 180; i++) {
                producer.send(sending.createTextMessage(text));
                if (i >= behind) {
                    assertThat(consumer.receive(SOON)).isNotNull();
                }
            }
            for (int i = 0; i < behind; i++) {
                assertThat(consumer.receive(SOON)).isNotNull();
            }
            var service = BrokerRegistry.getInstance()
                    .lookup(broker.broker().vmAddress().getHost());
            // Once: KahaDB rewrites old acknowledgements after ten checks without growth, which does not happen under
            // load.
            service.getPersistenceAdapter().checkpoint(true);
            assertThat(sizeOf(directory)).isLessThan(80 * MEBIBYTE);
        }
    }

    @Test
    void aClientThatDoesNotReadCannotSendUntilItReads() throws JMSException {
        Map<String, String> settings = Map.of("persistent", "false", "quota.unread", "10", "quota.unread-for", "1ms");
        try (TestBroker broker = TestBroker.with(directory, settings).started();
                ActiveMQConnection server = broker.connectAs(SERVER);
                ActiveMQConnection acme = broker.connectAs(ACME);
                ActiveMQConnection globex = broker.connectAs(GLOBEX)) {
            for (int i = 0; i < 10; i++) {
                send(server, ACMES, "an answer");
            }
            assertThat(broker.broker().remaining(ACME)).isZero();
            await().untilAsserted(() -> assertThatThrownBy(() -> send(acme, QueueNames.REQUESTS, "an inquiry"))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContainingAll(ACMES, "10 unread messages", "Read"));
            send(globex, QueueNames.REQUESTS, "an inquiry of another");

            assertThat(receive(acme, ACMES, SOON)).isNotNull();
            send(acme, QueueNames.REQUESTS, "an inquiry");
        }
    }

    @Test
    void oneClientCannotFillTheQueueOfOrders() throws JMSException {
        Map<String, String> settings =
                Map.of("persistent", "false", "quota.pending", "50", "store.send-fail-after", "1ms");
        try (TestBroker broker = TestBroker.with(directory, settings).started();
                ActiveMQConnection server = broker.connectAs(SERVER);
                ActiveMQConnection acme = broker.connectAs(ACME);
                ActiveMQConnection globex = broker.connectAs(GLOBEX)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 60; i++) {
                            send(acme, QueueNames.ORDERS, "an order");
                        }
                    })
                    .isInstanceOf(JMSException.class)
                    .hasMessageContainingAll("acme", "50 messages", QueueNames.ORDERS);
            send(globex, QueueNames.ORDERS, "an order of another");

            assertThat(textOf(receive(server, QueueNames.ORDERS, SOON))).isEqualTo("an order");
            send(acme, QueueNames.ORDERS, "the next order");
        }
    }

    @Test
    void transactionsThatEndLeaveTheWholeQuota() throws JMSException {
        Map<String, String> settings =
                Map.of("persistent", "false", "quota.pending", "5", "store.send-fail-after", "1ms");
        try (TestBroker broker = TestBroker.with(directory, settings).started();
                ActiveMQConnection server = broker.connectAs(SERVER)) {
            for (int i = 0; i < 4; i++) {
                try (ActiveMQConnection acme = broker.connectAs(ACME)) {
                    Session session = acme.createSession(true, Session.SESSION_TRANSACTED);
                    MessageProducer producer = session.createProducer(new ActiveMQQueue(QueueNames.ORDERS));
                    sendFour(session, producer);
                    session.rollback();
                    sendFour(session, producer);
                    session.commit();
                    for (int order = 0; order < 4; order++) {
                        assertThat(receive(server, QueueNames.ORDERS, SOON)).isNotNull();
                    }
                    sendFour(session, producer);
                    // The transaction ends with the connection.
                }
            }
        }
    }

    /** One warning for the transaction: one for each of its messages would fill the log. */
    @Test
    void aTransactionBeyondTheQuotaIsRefusedOnce() throws JMSException {
        Map<String, String> settings =
                Map.of("persistent", "false", "quota.pending", "3", "store.send-fail-after", "1ms");
        try (TestBroker broker = TestBroker.with(directory, settings).started();
                ActiveMQConnection server = broker.connectAs(SERVER);
                ActiveMQConnection acme = broker.connectAs(ACME);
                CapturedLog log = CapturedLog.of("org.apache.activemq.broker.TransportConnection.Service")) {
            Session session = acme.createSession(true, Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(new ActiveMQQueue(QueueNames.ORDERS));
            sendFour(session, producer);
            sendFour(session, producer);
            assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
            assertThat(log.messages()).hasSize(1);

            producer.send(session.createTextMessage("the next order"));
            session.commit();
            assertThat(textOf(receive(server, QueueNames.ORDERS, SOON))).isEqualTo("the next order");
        }
    }

    /** A client that retries would fill the log otherwise. */
    @Test
    void aTransactionOfAClientThatDoesNotReadIsRefusedOnce() throws JMSException {
        Map<String, String> settings = Map.of("persistent", "false", "quota.unread", "3", "quota.unread-for", "1ms");
        try (TestBroker broker = TestBroker.with(directory, settings).started();
                ActiveMQConnection server = broker.connectAs(SERVER);
                ActiveMQConnection acme = broker.connectAs(ACME)) {
            for (int i = 0; i < 3; i++) {
                send(server, ACMES, "an answer");
            }
            assertThat(broker.broker().remaining(ACME)).isZero();
            await().untilAsserted(() -> assertThatThrownBy(() -> send(acme, QueueNames.REQUESTS, "an inquiry"))
                    .isInstanceOf(JMSException.class));
            Session session = acme.createSession(true, Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(new ActiveMQQueue(QueueNames.ORDERS));
            try (CapturedLog log = CapturedLog.of("org.apache.activemq.broker.TransportConnection.Service")) {
                sendFour(session, producer);
                assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
                assertThat(log.messages()).hasSize(1);
            }
        }
    }

    private static void sendFour(Session session, MessageProducer producer) throws JMSException {
        for (int i = 0; i < 4; i++) {
            producer.send(session.createTextMessage("an order"));
        }
    }

    private static long sizeOf(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
