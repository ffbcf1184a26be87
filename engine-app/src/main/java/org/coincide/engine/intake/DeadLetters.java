package org.coincide.engine.intake;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Where a message goes that fails again and again by its own fault: to {@code DLQ.<its queue>}, in the session that
 * received it, so that it is in one of the two, and the next message is taken.
 */
@Component
class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    /** What is done with a message. */
    @FunctionalInterface
    interface Handling {
        void handle() throws JMSException;
    }

    private final IntakeProperties settings;

    DeadLetters(IntakeProperties settings) {
        this.settings = settings;
    }

    /** Handles a message; whatever it throws has the broker deliver it again, until it counts as poison. */
    void guard(String queue, Message message, Session session, Handling handling) throws JMSException {
        try {
            handling.handle();
        } catch (RuntimeException failed) {
            if (ConnectivityFailure.isCauseOf(failed) || deliveries(message) < settings.poisonAfter()) {
                throw failed;
            }
            LOG.error(
                    "Message {} failed {} times and goes to DLQ.{}.",
                    message.getJMSMessageID(),
                    deliveries(message),
                    queue,
                    failed);
            bury(queue, message, session);
        }
    }

    private static int deliveries(Message message) throws JMSException {
        return message.propertyExists("JMSXDeliveryCount") ? message.getIntProperty("JMSXDeliveryCount") : 1;
    }

    private static void bury(String queue, Message message, Session session) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue("DLQ." + queue))) {
            producer.send(message);
        }
    }
}
