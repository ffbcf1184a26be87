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

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQMessageProducer;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.command.ConnectionId;
import org.apache.activemq.command.ConsumerId;
import org.apache.activemq.command.MessageId;
import org.apache.activemq.command.ProducerId;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.Test;

/** Messages with headers that the sender of an ordinary client does not set. */
class ClientMessageFilterTest extends BrokerFixture {

    private static final int PAGE = 200;

    @Test
    void anExpiryIsRemovedOnArrival() throws JMSException {
        Session session = session(acme);
        MessageProducer producer = session.createProducer(new ActiveMQQueue(QueueNames.ORDERS));
        producer.setTimeToLive(1);
        producer.send(session.createTextMessage("late"));
        await().pollDelay(Duration.ofMillis(20)).until(() -> true);

        assertThat(textOf(receive(server, QueueNames.ORDERS, SOON))).isEqualTo("late");
        assertThat(broker.broker().deadLetters()).isZero();
    }

    @Test
    void messagesForAnUnknownConsumerDoNotBlockTheQueue() throws JMSException {
        Map<String, String> smallPage = Map.of("persistent", "false", "store.page", String.valueOf(PAGE));
        try (TestBroker paging =
                        TestBroker.with(directory.resolve("paging"), smallPage).started();
                ActiveMQConnection sender = paging.connectAs(ACME);
                ActiveMQConnection reader = paging.connectAs(SERVER)) {
            Session session = sender.createSession(true, Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(new ActiveMQQueue(QueueNames.ORDERS));
            for (int i = 0; i <= PAGE; i++) {
                ActiveMQTextMessage message = (ActiveMQTextMessage) session.createTextMessage("for nobody");
                message.setTargetConsumerId(new ConsumerId("nobody:1:1"));
                producer.send(message);
            }
            session.commit();
            send(sender, QueueNames.ORDERS, "an order");

            var consumer = session(reader).createConsumer(new ActiveMQQueue(QueueNames.ORDERS));
            for (int i = 0; i <= PAGE; i++) {
                assertThat(textOf(consumer.receive(SOON))).isEqualTo("for nobody");
            }
            assertThat(textOf(consumer.receive(SOON))).isEqualTo("an order");
        }
    }

    @Test
    void aMessageIdOfAnotherConnectionIsRefused() throws Exception {
        try (TestBroker stored = TestBroker.onDisk(directory.resolve("stored"));
                ActiveMQConnection victim = stored.connectAs(GLOBEX);
                ActiveMQConnection forger = stored.connectAs(ACME);
                ActiveMQConnection reader = stored.connectAs(SERVER)) {
            Session session = session(victim);
            ActiveMQMessageProducer ordinary =
                    (ActiveMQMessageProducer) session.createProducer(new ActiveMQQueue(QueueNames.ORDERS));
            ActiveMQTextMessage first = (ActiveMQTextMessage) session.createTextMessage("first");
            ordinary.send(first);
            MessageId next = new MessageId(
                    first.getMessageId().getProducerId(), first.getMessageId().getProducerSequenceId() + 1);

            assertThatThrownBy(() -> sendWithId(forger, next)).hasMessageContaining("message id");
            ordinary.send(session.createTextMessage("second"));

            assertThat(textOf(receive(reader, QueueNames.ORDERS, SOON))).isEqualTo("first");
            assertThat(textOf(receive(reader, QueueNames.ORDERS, SOON))).isEqualTo("probe");
            assertThat(textOf(receive(reader, QueueNames.ORDERS, SOON))).isEqualTo("second");
        }
    }

    /** Sends with a message id that the caller chooses. */
    private static void sendWithId(ActiveMQConnection connection, MessageId id) throws JMSException {
        Session session = session(connection);
        ActiveMQMessageProducer producer =
                (ActiveMQMessageProducer) session.createProducer(new ActiveMQQueue(QueueNames.ORDERS));
        ActiveMQTextMessage message = (ActiveMQTextMessage) session.createTextMessage("forged");
        message.setDestination(new ActiveMQQueue(QueueNames.ORDERS));
        message.setProducerId(producerOf(connection, producer));
        message.setMessageId(id);
        message.setPersistent(true);
        connection.syncSendPacket(message);
    }

    private static ProducerId producerOf(ActiveMQConnection connection, ActiveMQMessageProducer producer)
            throws JMSException {
        ActiveMQTextMessage probe = (ActiveMQTextMessage) session(connection).createTextMessage("probe");
        producer.send(probe);
        return probe.getMessageId().getProducerId();
    }

    @Test
    void everyMessageIsStored() throws JMSException {
        Path store = directory.resolve("stored");
        TestBroker first = TestBroker.onDisk(store);
        try (ActiveMQConnection client = first.connectAs(ACME)) {
            Session session = session(client);
            MessageProducer producer = session.createProducer(new ActiveMQQueue(QueueNames.ORDERS));
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.send(session.createTextMessage("not persistent"));
            session.createProducer(new ActiveMQQueue(QueueNames.ORDERS)).send(session.createTextMessage("last"));
        }
        first.close();
        try (TestBroker again = TestBroker.onDisk(store);
                ActiveMQConnection reader = again.connectAs(SERVER)) {
            assertThat(textOf(receive(reader, QueueNames.ORDERS, SOON))).isEqualTo("not persistent");
        }
    }

    @Test
    void anOpenTransactionIsEnded() throws JMSException {
        Map<String, String> impatient = Map.of("persistent", "false", "quota.transaction", "200ms");
        try (TestBroker strict =
                TestBroker.with(directory.resolve("strict"), impatient).started()) {
            ActiveMQConnection client = strict.connectAs(ACME);
            Session session = client.createSession(true, Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(new ActiveMQQueue(QueueNames.ORDERS));
            try {
                producer.send(session.createTextMessage("open"));
            } catch (JMSException endedAlready) {
                // The send begins the transaction. On a busy machine the transaction ends before the send.
            }

            await().untilAsserted(() -> assertThat(client.isTransportFailed()).isTrue());
        }
    }

    @Test
    void aConnectionIdOfUnusualFormIsRefused() {
        for (String id : new String[] {"x".repeat(300), "a\u0000b", "a\nb", "\uD800", "a b"}) {
            assertThatThrownBy(() -> {
                        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url());
                        factory.setWatchTopicAdvisories(false);
                        try (ActiveMQConnection connection =
                                (ActiveMQConnection) factory.createConnection(ACME, ACME)) {
                            connection.getConnectionInfo().setConnectionId(new ConnectionId(id + UUID.randomUUID()));
                            connection.start();
                        }
                    })
                    .as(id)
                    .isInstanceOf(JMSException.class);
        }
    }
}
