package org.coincide.engine.support;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Operations of a JMS program at the broker, one line each. */
public final class BrokerOperations {

    private BrokerOperations() {}

    /** Asserts that the broker refuses the operation to this account. */
    public static void refused(ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOf(JMSException.class).hasMessageContainingAll("ot authorized");
    }

    public static Session session(ActiveMQConnection connection) throws JMSException {
        return connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    public static void send(ActiveMQConnection connection, String queue, String text) throws JMSException {
        Session session = session(connection);
        session.createProducer(new ActiveMQQueue(queue)).send(session.createTextMessage(text));
        session.close();
    }

    /** Sends with the destination in the message only, which no producer has requested before. */
    public static void sendWithoutProducerDestination(ActiveMQConnection connection, ActiveMQDestination destination)
            throws JMSException {
        Session session = session(connection);
        session.createProducer(null).send(destination, session.createTextMessage("forged"));
        session.close();
    }

    /** The next message within the given milliseconds; null if there is none. */
    public static Message receive(ActiveMQConnection connection, String queue, long patience) throws JMSException {
        Session session = session(connection);
        try {
            return session.createConsumer(new ActiveMQQueue(queue)).receive(patience);
        } finally {
            session.close();
        }
    }

    public static void browse(ActiveMQConnection connection, String queue) throws JMSException {
        Session session = session(connection);
        try (QueueBrowser browser = session.createBrowser(new ActiveMQQueue(queue))) {
            browser.getEnumeration().hasMoreElements();
        } finally {
            session.close();
        }
    }

    public static String textOf(Message message) throws JMSException {
        return message.getBody(String.class);
    }
}
