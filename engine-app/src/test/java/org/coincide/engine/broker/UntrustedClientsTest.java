package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coincide.engine.support.BrokerOperations.browse;
import static org.coincide.engine.support.BrokerOperations.receive;
import static org.coincide.engine.support.BrokerOperations.refused;
import static org.coincide.engine.support.BrokerOperations.send;
import static org.coincide.engine.support.BrokerOperations.sendWithoutProducerDestination;
import static org.coincide.engine.support.BrokerOperations.session;
import static org.coincide.engine.support.BrokerOperations.textOf;
import static org.coincide.engine.support.TestBroker.ACME;
import static org.coincide.engine.support.TestBroker.CARRIER;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.List;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.advisory.AdvisorySupport;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTempQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.coincide.engine.broker.queues.QueueNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts of a client to read or change more than its own messages. */
class UntrustedClientsTest extends BrokerFixture {

    private static final String ACMES = "trading.client.acme";

    @Test
    void aClientOrdersAndReadsItsOwnQueue() throws JMSException {
        send(acme, QueueNames.ORDERS, "an order");
        send(server, ACMES, "an answer");

        assertThat(textOf(receive(server, QueueNames.ORDERS, SOON))).isEqualTo("an order");
        assertThat(textOf(receive(acme, ACMES, SOON))).isEqualTo("an answer");
    }

    @Test
    void theCarrierMayOnlyReport() throws JMSException {
        ActiveMQConnection carrier = broker.connectAs(CARRIER);
        try {
            send(carrier, QueueNames.CARRIER, "delivered");

            assertThat(textOf(receive(server, QueueNames.CARRIER, SOON))).isEqualTo("delivered");
            refused(() -> receive(carrier, QueueNames.CARRIER, NEVER));
            for (String queue : List.of(ACMES, QueueNames.ORDERS, QueueNames.REQUESTS, "DLQ." + QueueNames.CARRIER)) {
                refused(() -> send(carrier, queue, "forged"));
                refused(() -> receive(carrier, queue, NEVER));
            }
        } finally {
            carrier.close();
        }
    }

    @Test
    void connectionsNeedTheRightPassword() {
        assertThatThrownBy(() -> login(ACME, "guess")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> login(ACME, "")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> login(ACME, null)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> login(null, null)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> login("system", "manager")).isInstanceOf(JMSException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GLOBEXS,
                QueueNames.ORDERS,
                QueueNames.REQUESTS,
                QueueNames.CARRIER,
                "DLQ." + ACMES,
                "DLQ." + QueueNames.ORDERS,
                "trading.client.>",
                "trading.client.*",
                "trading.>",
                ">",
                "trading.client.acme,trading.client.globex",
                "trading.client.globex,trading.client.acme",
                "trading.client.globex?consumer.exclusive=true",
                "ActiveMQ.DLQ",
                "somewhere.new"
            })
    void aClientReadsAndBrowsesNoOtherQueue(String queue) throws JMSException {
        send(server, GLOBEXS, "for globex alone");

        refused(() -> receive(acme, queue, NEVER));
        refused(() -> browse(acme, queue));
        assertThat(textOf(receive(server, GLOBEXS, SOON))).isEqualTo("for globex alone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GLOBEXS,
                ACMES,
                QueueNames.CARRIER,
                "DLQ." + GLOBEXS,
                "trading.orders,trading.client.globex",
                "trading.client.globex,trading.orders",
                "trading.orders,queue://trading.client.globex",
                "trading.orders,topic://trading.client.globex",
                "trading.client.>",
                "somewhere.new"
            })
    void aClientWritesOrdersAndRequestsAlone(String queue) throws JMSException {
        refused(() -> send(acme, queue, "forged"));
        refused(() -> sendWithoutProducerDestination(acme, new ActiveMQQueue(queue)));

        assertThat(receive(server, GLOBEXS, NEVER)).isNull();
        assertThat(receive(server, QueueNames.ORDERS, NEVER)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GLOBEXS,
                ACMES,
                QueueNames.ORDERS,
                "trading.client.acme,trading.client.globex",
                "trading.client.>"
            })
    void aClientDestroysNoQueue(String queue) throws JMSException {
        send(server, GLOBEXS, "still there");

        refused(() -> acme.destroyDestination(new ActiveMQQueue(queue)));

        assertThat(textOf(receive(server, GLOBEXS, SOON))).isEqualTo("still there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ActiveMQ.Advisory.>",
                "ActiveMQ.Advisory.Connection",
                "ActiveMQ.Advisory.Consumer.Queue.>",
                "ActiveMQ.Advisory.TempQueue",
                "ActiveMQ.Advisory.TempQueue,ActiveMQ.Advisory.Connection",
                "trading.client.acme",
                ">"
            })
    void aClientUsesNoTopic(String topic) {
        ActiveMQTopic destination = new ActiveMQTopic(topic);
        refused(() -> session(acme).createConsumer(destination));
        refused(() -> sendWithoutProducerDestination(acme, destination));
    }

    @Test
    void aClientUsesNoTemporaryQueue() throws JMSException {
        refused(() -> session(acme).createTemporaryQueue());
        refused(() -> session(acme).createTemporaryTopic());
        ActiveMQTempQueue foreign = (ActiveMQTempQueue) session(server).createTemporaryQueue();
        refused(() -> sendWithoutProducerDestination(acme, foreign));
        refused(() -> sendWithoutProducerDestination(
                acme, new ActiveMQTempQueue(foreign.getPhysicalName() + "," + QueueNames.ORDERS)));
    }

    @Test
    void aClientWithActiveMqDefaultsSeesOnlyItsOwnQueue() throws JMSException {
        try (Connection connection = new ActiveMQConnectionFactory(broker.url()).createConnection(ACME, ACME)) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer watch = session.createConsumer(AdvisorySupport.TEMP_DESTINATION_COMPOSITE_ADVISORY_TOPIC);
            session(server).createTemporaryQueue();
            send(server, ACMES, "for acme");

            assertThat(textOf(session.createConsumer(new ActiveMQQueue(ACMES)).receive(SOON)))
                    .isEqualTo("for acme");
            assertThat(watch.receive(NEVER)).isNull();
        }
    }

    private void login(String name, String password) throws JMSException {
        new ActiveMQConnectionFactory(broker.url())
                .createConnection(name, password)
                .start();
    }
}
