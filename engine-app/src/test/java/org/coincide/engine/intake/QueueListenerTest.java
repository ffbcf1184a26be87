package org.coincide.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.RefusalReport.RefusalReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.unit.DataSize;

class QueueListenerTest {

    private static final long SOON = 2_000;
    private static final IntakeProperties SETTINGS = new IntakeProperties(1, 3, DataSize.ofMegabytes(1));

    private final List<String> refused = new ArrayList<>();
    private ActiveMQConnection connection;
    private Session session;

    @BeforeEach
    void connect() throws JMSException {
        connection = (ActiveMQConnection)
                new ActiveMQConnectionFactory("vm://queue-listener-test?broker.persistent=false&broker.useJmx=false")
                        .createConnection();
        connection.start();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    @AfterEach
    void disconnect() throws JMSException {
        connection.close();
    }

    @Test
    void aFailingMessageIsRetriedAndThenRefusedAndKept() throws JMSException {
        assertThatThrownBy(() -> receive(delivery(2), new IllegalStateException("again")))
                .hasMessage("again");
        assertThat(deadLetter(1)).isNull();

        receive(delivery(3), new IllegalStateException("again"));
        assertThat(deadLetter(SOON)).isEqualTo("an order");
        assertThat(refused).containsExactly("NOT_PROCESSED");
    }

    @Test
    void dataThatTheDatabaseRefusesIsNotRetried() throws JMSException {
        receive(delivery(1), new DataIntegrityViolationException("too long", new SQLException("too long", "22001")));
        assertThat(deadLetter(SOON)).isEqualTo("an order");
        assertThat(refused).containsExactly("NOT_PROCESSED");
    }

    @Test
    void aViolatedConstraintIsRetried() throws JMSException {
        RuntimeException sameOrderAtOnce =
                new DataIntegrityViolationException("not unique", new SQLException("not unique", "23505"));
        assertThatThrownBy(() -> receive(delivery(1), sameOrderAtOnce)).isSameAs(sameOrderAtOnce);
        assertThat(deadLetter(1)).isNull();
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void aConnectivityFailureIsRetriedWithoutEnd(RuntimeException failure) throws JMSException {
        assertThatThrownBy(() -> receive(delivery(1_000), failure)).isSameAs(failure);
        assertThat(deadLetter(1)).isNull();
        assertThat(refused).isEmpty();
    }

    static Stream<RuntimeException> aConnectivityFailureIsRetriedWithoutEnd() {
        return Stream.of(
                new CannotCreateTransactionException("no connection"),
                new DataAccessResourceFailureException("away", new SQLException("away", "08006")),
                new ProcessEngineException("in the persistence layer", new SQLException("shut down", "57P01")),
                new ProcessEngineException("a lost race", new SQLException("serialization failure", "40001")));
    }

    private void receive(ActiveMQTextMessage message, RuntimeException failure) throws JMSException {
        new QueueListener(new Failing(failure), new JmsTextReader(SETTINGS), new DeadLetters(), SETTINGS)
                .onMessage(message, session);
    }

    private static ActiveMQTextMessage delivery(int number) throws JMSException {
        ActiveMQTextMessage message = new ActiveMQTextMessage();
        message.setText("an order");
        message.setRedeliveryCounter(number - 1);
        return message;
    }

    private String deadLetter(long patience) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue("DLQ.trading.orders"))) {
            BytesMessage letter = (BytesMessage) consumer.receive(patience);
            if (letter == null) {
                return null;
            }
            byte[] body = new byte[(int) letter.getBodyLength()];
            letter.readBytes(body);
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final class Failing implements QueueHandler {

        private final RuntimeException failure;

        Failing(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public String queue() {
            return "trading.orders";
        }

        @Override
        public Optional<RefusalReason> handle(Text message) {
            throw failure;
        }

        @Override
        public void refuse(String sender, String messageId, RefusalReason reason) {
            refused.add(reason.code());
        }
    }
}
