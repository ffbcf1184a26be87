package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coincide.engine.support.BrokerOperations.receive;
import static org.coincide.engine.support.BrokerOperations.refused;
import static org.coincide.engine.support.BrokerOperations.send;
import static org.coincide.engine.support.BrokerOperations.session;
import static org.coincide.engine.support.BrokerOperations.textOf;
import static org.coincide.engine.support.TestBroker.ACME;
import static org.coincide.engine.support.TestBroker.GLOBEX;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQMessageConsumer;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.BrokerInfo;
import org.apache.activemq.command.ConnectionId;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.command.ConsumerControl;
import org.apache.activemq.command.ConsumerId;
import org.apache.activemq.command.ConsumerInfo;
import org.apache.activemq.command.MessageAck;
import org.apache.activemq.command.MessageDispatchNotification;
import org.apache.activemq.command.MessagePull;
import org.apache.activemq.command.RemoveInfo;
import org.apache.activemq.command.SessionInfo;
import org.apache.activemq.command.TransactionInfo;
import org.apache.activemq.command.XATransactionId;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.support.CapturedLog;
import org.junit.jupiter.api.Test;

/** Attacks of a client that speaks the broker's protocol itself, by commands that no JMS client sends. */
class ForgedCommandsTest extends BrokerFixture {

    @Test
    void theBrokerWritesTheSendersName() throws JMSException {
        Session session = session(acme);
        ActiveMQMessage message = (ActiveMQMessage) session.createTextMessage("an order");
        message.setUserID(GLOBEX);
        message.setStringProperty("JMSXUserID", GLOBEX);
        session.createProducer(new ActiveMQQueue(QueueNames.ORDERS)).send(message);

        assertThat(receive(server, QueueNames.ORDERS, SOON).getStringProperty("JMSXUserID"))
                .isEqualTo(ACME);
    }

    @Test
    void aClientThatCallsItselfABrokerCannotForgeTheSender() throws JMSException {
        BrokerInfo pretence = new BrokerInfo();
        pretence.setBrokerName("friend");
        pretence.setNetworkConnection(true);
        acme.asyncSendPacket(pretence);
        Session session = session(acme);
        ActiveMQMessage message = (ActiveMQMessage) session.createTextMessage("an order");
        message.setUserID(GLOBEX);

        refused(() ->
                session.createProducer(new ActiveMQQueue(QueueNames.ORDERS)).send(message));

        assertThat(receive(server, QueueNames.ORDERS, NEVER)).isNull();
    }

    @Test
    void aClientSpeaksForNoOthersConsumer() throws JMSException {
        send(server, GLOBEXS, "unread");
        try (ActiveMQConnection globex = broker.connectAs(GLOBEX)) {
            Session session = globex.createSession(false, Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(new ActiveMQQueue(GLOBEXS));
            ActiveMQMessage held = (ActiveMQMessage) consumer.receive(SOON);
            ConsumerId foreign = ((ActiveMQMessageConsumer) consumer).getConsumerId();

            refused(() -> acme.syncSendPacket(control(foreign)));
            refused(() -> acme.syncSendPacket(pull(foreign)));
            refused(() -> acme.syncSendPacket(new MessageDispatchNotification()));
            acme.syncSendPacket(acknowledgement(foreign, held));
        }
        assertThat(textOf(receive(server, GLOBEXS, SOON))).isEqualTo("unread");
    }

    /** The id of a consumer begins with the id of its connection, which a client knows from message ids, or can predict. */
    @Test
    void aClientEndsNoConsumerOfTheServer() throws JMSException {
        MessageConsumer consumer = session(server).createConsumer(new ActiveMQQueue(QueueNames.ORDERS));
        ConsumerId foreign = ((ActiveMQMessageConsumer) consumer).getConsumerId();
        ConsumerInfo pretence = new ConsumerInfo(foreign);
        pretence.setDestination(new ActiveMQQueue(QueueNames.ofClient(ACME)));

        refused(() -> acme.syncSendPacket(new SessionInfo(foreign.getParentId())));
        refused(() -> acme.syncSendPacket(pretence));
        refused(() -> acme.syncSendPacket(pretence.createRemoveCommand()));

        try (ActiveMQConnection globex = broker.connectAs(GLOBEX)) {
            send(globex, QueueNames.ORDERS, "an order");
        }
        assertThat(textOf(consumer.receive(SOON))).isEqualTo("an order");
    }

    @Test
    void aClientEndsNoConnectionOfTheServer() throws JMSException {
        RemoveInfo removal = new RemoveInfo(server.getConnectionInfo().getConnectionId());
        refused(() -> acme.syncSendPacket(removal));
        send(server, QueueNames.ofClient(ACME), "news");
    }

    /** The log's limit counts each client by this name, and strangers by their address. */
    @Test
    void theLogNamesThePeerOfARefusal() throws JMSException {
        try (CapturedLog log = CapturedLog.of("org.apache.activemq.broker.TransportConnection")) {
            RemoveInfo removal = new RemoveInfo(server.getConnectionInfo().getConnectionId());
            refused(() -> acme.syncSendPacket(removal));
            assertThatThrownBy(() -> broker.connectAs("nobody")).isInstanceOf(JMSException.class);

            assertThat(log.contextValues("peer")).containsExactlyInAnyOrder(ACME, "127.0.0.1");
        }
    }

    @Test
    void aConnectionLogsInOnce() throws JMSException {
        ActiveMQConnection connection = broker.connectAs(ACME);
        ConnectionInfo again = new ConnectionInfo(new ConnectionId("another:1"));
        again.setUserName(ACME);
        again.setPassword(ACME);
        refused(() -> connection.syncSendPacket(again));
    }

    @Test
    void aClientLeavesNoTransactionThatOutlivesIt() {
        TransactionInfo distributed =
                new TransactionInfo(acme.getConnectionInfo().getConnectionId(), xid(), TransactionInfo.BEGIN);
        refused(() -> acme.syncSendPacket(distributed));
        distributed.setType(TransactionInfo.PREPARE);

        refused(() -> acme.syncSendPacket(distributed));
    }

    @Test
    void aFrameOverTheLimitIsRefused() throws JMSException {
        String unlimited = broker.url().replaceAll("\\?.*", "") + "?wireFormat.maxFrameSize=100000000"
                + "&wireFormat.maxFrameSizeEnabled=false";
        assertThatThrownBy(() -> {
                    try (Connection client = new ActiveMQConnectionFactory(unlimited).createConnection(ACME, ACME)) {
                        client.start();
                        send((ActiveMQConnection) client, QueueNames.ORDERS, "x".repeat(2_000_000));
                    }
                })
                .isInstanceOf(JMSException.class);
        assertThat(receive(server, QueueNames.ORDERS, NEVER)).isNull();
    }

    private static ConsumerControl control(ConsumerId consumer) {
        ConsumerControl control = new ConsumerControl();
        control.setConsumerId(consumer);
        control.setDestination(new ActiveMQQueue(GLOBEXS));
        return control;
    }

    private static MessagePull pull(ConsumerId consumer) {
        MessagePull pull = new MessagePull();
        pull.setConsumerId(consumer);
        pull.setDestination(new ActiveMQQueue(GLOBEXS));
        return pull;
    }

    private static MessageAck acknowledgement(ConsumerId consumer, ActiveMQMessage message) {
        MessageAck ack = new MessageAck();
        ack.setAckType(MessageAck.INDIVIDUAL_ACK_TYPE);
        ack.setConsumerId(consumer);
        ack.setDestination(message.getDestination());
        ack.setFirstMessageId(message.getMessageId());
        ack.setLastMessageId(message.getMessageId());
        ack.setMessageCount(1);
        return ack;
    }

    private static XATransactionId xid() {
        XATransactionId xid = new XATransactionId();
        xid.setFormatId(1);
        xid.setGlobalTransactionId(new byte[] {1});
        xid.setBranchQualifier(new byte[] {1});
        return xid;
    }
}
