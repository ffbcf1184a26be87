package org.coincide.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class DeadLettersTest {

    private static final long SOON = 2_000;

    private final DeadLetters deadLetters = new DeadLetters(new IntakeProperties(1, 3));
    private ActiveMQConnection connection;
    private Session session;

    @BeforeEach
    void connect() throws JMSException {
        connection = (ActiveMQConnection)
                new ActiveMQConnectionFactory("vm://dead-letters-test?broker.persistent=false&broker.useJmx=false")
                        .createConnection();
        connection.start();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    @AfterEach
    void disconnect() throws JMSException {
        connection.close();
    }

    @Test
    void aMessageThatFailsByItsOwnFaultIsDeliveredAgainUntilItCountsAsPoison() throws JMSException {
        assertThatThrownBy(() -> guard(deliveredTheTime(2), new IllegalStateException("again")))
                .hasMessage("again");
        assertThat(deadLetter(1)).isNull();

        assertThatCode(() -> guard(deliveredTheTime(3), new IllegalStateException("again")))
                .doesNotThrowAnyException();
        assertThat(deadLetter(SOON)).isEqualTo("an order");
    }

    @ParameterizedTest
    @MethodSource
    void aTechnicalFaultIsNeverTheMessages(RuntimeException fault) throws JMSException {
        assertThatThrownBy(() -> guard(deliveredTheTime(1_000), fault)).isSameAs(fault);
        assertThat(deadLetter(1)).isNull();
    }

    static Stream<RuntimeException> aTechnicalFaultIsNeverTheMessages() {
        return Stream.of(
                new CannotCreateTransactionException("no connection"),
                new DataAccessResourceFailureException("away", new SQLException("away", "08006")),
                new ProcessEngineException("in the persistence layer", new SQLException("shut down", "57P01")),
                new ProcessEngineException("a lost race", new SQLException("serialization failure", "40001")));
    }

    private void guard(ActiveMQTextMessage message, RuntimeException failure) throws JMSException {
        deadLetters.guard("trading.orders", message, session, () -> {
            throw failure;
        });
    }

    private static ActiveMQTextMessage deliveredTheTime(int deliveries) throws JMSException {
        ActiveMQTextMessage message = new ActiveMQTextMessage();
        message.setText("an order");
        message.setRedeliveryCounter(deliveries - 1);
        return message;
    }

    private String deadLetter(long patience) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue("DLQ.trading.orders"))) {
            ActiveMQTextMessage letter = (ActiveMQTextMessage) consumer.receive(patience);
            return letter == null ? null : letter.getText();
        }
    }
}
