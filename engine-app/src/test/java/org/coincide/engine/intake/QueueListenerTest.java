package org.coincide.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.command.MessageId;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.deadletters.DeadLettersDatabase;
import org.coincide.engine.deadletters.FailingMessages;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jms.UncategorizedJmsException;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.util.unit.DataSize;

class QueueListenerTest {

    private static final IntakeProperties SETTINGS = new IntakeProperties(1, 3, DataSize.ofMegabytes(1));

    private final List<String> refused = new ArrayList<>();
    private final DeadLetters letters = DeadLettersDatabase.create();
    private final FailingMessages failing = DeadLettersDatabase.failing();
    private boolean refusalsFail;

    @Test
    void aFailingMessageIsRetriedAndThenRefusedAndKept() throws JMSException {
        assertThatThrownBy(() -> receive(delivery(2), new IllegalStateException("again")))
                .hasMessage("again");
        assertThat(deadLetters()).isEmpty();

        receive(delivery(3), new IllegalStateException("again"));
        assertThat(deadLetters()).containsExactly("an order");
        assertThat(refused).containsExactly("NOT_PROCESSED");
    }

    @Test
    void dataThatTheDatabaseRefusesIsNotRetried() throws JMSException {
        receive(delivery(1), new DataIntegrityViolationException("too long", new SQLException("too long", "22001")));
        assertThat(deadLetters()).containsExactly("an order");
        assertThat(refused).containsExactly("NOT_PROCESSED");
    }

    @Test
    void aViolatedConstraintIsRetried() throws JMSException {
        RuntimeException sameOrderAtOnce =
                new DataIntegrityViolationException("not unique", new SQLException("not unique", "23505"));
        assertThatThrownBy(() -> receive(delivery(1), sameOrderAtOnce)).isSameAs(sameOrderAtOnce);
        assertThat(deadLetters()).isEmpty();
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void aConnectivityFailureIsRetriedWithoutEnd(RuntimeException failure) throws JMSException {
        assertThatThrownBy(() -> receive(delivery(1_000), failure)).isSameAs(failure);
        assertThat(deadLetters()).isEmpty();
        assertThat(refused).isEmpty();
    }

    static Stream<RuntimeException> aConnectivityFailureIsRetriedWithoutEnd() {
        return Stream.of(
                new CannotCreateTransactionException("no connection"),
                new DataAccessResourceFailureException("away", new SQLException("away", "08006")),
                new ProcessEngineException("in the persistence layer", new SQLException("shut down", "57P01")),
                new ProcessEngineException("a standby", new SQLException("read-only transaction", "25006")),
                new UncategorizedJmsException("The connection is closed"),
                new ProcessEngineException("a lost race", new SQLException("serialization failure", "40001")));
    }

    @ParameterizedTest
    @MethodSource
    void anyOtherFailureMovesTheMessageToTheDeadLetters(RuntimeException failure) throws JMSException {
        receive(delivery(3), failure);
        assertThat(deadLetters()).containsExactly("an order");
        assertThat(refused).containsExactly("NOT_PROCESSED");
    }

    static Stream<RuntimeException> anyOtherFailureMovesTheMessageToTheDeadLetters() {
        return Stream.concat(
                Stream.of("0A000", "21000", "25P02", "45000", "P0001", "XX000", "99999", null)
                        .map(state -> new UncategorizedSQLException("any", "SELECT", new SQLException("no", state))),
                Stream.of(
                        new UnexpectedRollbackException("marked as rollback-only"),
                        new IllegalTransactionStateException("no transaction"),
                        new MessageConversionException("no text")));
    }

    @Test
    void aRefusalThatFailsDoesNotBlockTheQueue() throws JMSException {
        refusalsFail = true;
        receive(delivery(3), new IllegalStateException("again"));
        assertThat(deadLetters()).containsExactly("an order");
    }

    @Test
    void anOperatorRemovesAMessageThatFailsWithoutEnd() throws JMSException {
        RuntimeException failure = new ProcessEngineException("a lost race", new SQLException("again", "40001"));
        ActiveMQTextMessage message = delivery(1_000);
        assertThatThrownBy(() -> receive(message, failure)).isSameAs(failure);

        assertThat(failing.all()).singleElement().satisfies(shown -> {
            assertThat(shown.queue()).isEqualTo("trading.orders");
            assertThat(shown.deliveries()).isEqualTo(1_000);
            assertThat(shown.cause()).isEqualTo("SQLException (SQL state 40001): again");
            assertThat(failing.body(shown.messageId())).contains("an order".getBytes(StandardCharsets.UTF_8));
        });

        failing.requestRemoval(message.getJMSMessageID());
        assertThat(failing.all())
                .extracting(FailingMessages.FailingMessage::removalRequested)
                .containsExactly(true);
        receive(message, failure);
        assertThat(deadLetters()).containsExactly("an order");
        assertThat(refused).containsExactly("NOT_PROCESSED");
        assertThat(failing.isRemovalRequested(message.getJMSMessageID())).isFalse();
        assertThat(failing.all()).isEmpty();
    }

    private void receive(ActiveMQTextMessage message, RuntimeException failure) {
        new QueueListener(new Failing(failure), new JmsTextReader(SETTINGS), letters, failing, SETTINGS)
                .onMessage(message, null);
    }

    private static ActiveMQTextMessage delivery(int number) throws JMSException {
        ActiveMQTextMessage message = new ActiveMQTextMessage();
        message.setMessageId(new MessageId("ID:test:1:1:1", 1));
        message.setText("an order");
        message.setRedeliveryCounter(number - 1);
        return message;
    }

    private List<String> deadLetters() {
        return letters.newest(10, 0).stream()
                .map(letter -> new String(letters.body(letter.id()).orElseThrow(), StandardCharsets.UTF_8))
                .toList();
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
            if (refusalsFail) {
                throw new DataIntegrityViolationException("too long", new SQLException("too long", "22001"));
            }
            refused.add(reason.code());
        }
    }
}
