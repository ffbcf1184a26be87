package org.coincide.engine.intake;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Optional;
import org.coincide.engine.broker.QueueNames;
import org.coincide.engine.delivery.reports.CarrierReports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

/**
 * What carriers report by queue. What is no report goes to {@code DLQ.trading.carrier}; a report of an unknown tracking number is
 * noted for a person, since nobody can be told here.
 */
@Component
class CarrierQueueListener {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierQueueListener.class);

    private final CarrierReports desk;
    private final DeadLetters deadLetters;

    CarrierQueueListener(CarrierReports desk, DeadLetters deadLetters) {
        this.desk = desk;
        this.deadLetters = deadLetters;
    }

    @JmsListener(destination = QueueNames.CARRIER)
    void onMessage(Message message, Session session) throws JMSException {
        deadLetters.guard(QueueNames.CARRIER, message, session, () -> {
            Optional<String> objection = message instanceof TextMessage text
                    ? desk.hear(text.getText())
                    : Optional.of("Only text messages are read.");
            if (objection.isPresent()) {
                LOG.warn(
                        "Message {} of the carrier goes to the dead letters: {}",
                        message.getJMSMessageID(),
                        objection.get());
                bury(message, session);
            }
        });
    }

    /** In the session that received it: the message is in one of the two. */
    private static void bury(Message message, Session session) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue("DLQ." + QueueNames.CARRIER))) {
            producer.send(message);
        }
    }
}
