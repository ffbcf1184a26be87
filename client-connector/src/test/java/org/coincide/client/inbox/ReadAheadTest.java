package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.command.MessageDispatch;
import org.apache.activemq.command.MessageId;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.signatures.TrustedKeys;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.Test;

/** Messages that are read before the inbox receives them. */
class ReadAheadTest {

    private static final String TEXT = ContractFiles.text("examples/information.json");
    private static final long LARGE = 1_000_000;

    private final SigningKey server = SigningKey.generate();
    private final SigningKey successor = SigningKey.generate();
    private final TrustedKeys keys = new TrustedKeys(List.of(server.publicKey()), List.of(), List.of());
    private final JmsMessageReader reader = reader(keys);
    private ReadAhead ahead = new ReadAhead(reader, LARGE);
    private int sent;

    @Test
    void aMessageIsReadBeforeItIsReceived() throws JMSException {
        var message = dispatched(message(TEXT, server.sign(TEXT)));

        var early = ahead.received(message.getMessageId());
        assertThat(early.task()).isDone();
        var reading = early.reading().orElseThrow();

        assertThat(reading.result()).isInstanceOf(ReadResult.Valid.class);
        assertThat(ahead.received(message.getMessageId()).reading()).isEmpty();
    }

    /** The reader that receives the message trusts no key, and would refuse the message. */
    @Test
    void theReadingIsUsed() throws JMSException {
        var trustsNoKey = reader(new TrustedKeys(List.of(), List.of(), List.of()));
        var message = dispatched(message(TEXT, server.sign(TEXT)));

        assertThat(receive(trustsNoKey, message)).isInstanceOf(ReadResult.Valid.class);
        assertThat(receive(trustsNoKey, message)).isInstanceOf(ReadResult.Untrusted.class);
    }

    @Test
    void aReadingOfAnotherTextIsNotUsed() throws JMSException {
        var message = dispatched(message(TEXT, server.sign(TEXT)));
        message.setText(TEXT + " ");

        assertThat(receive(reader, message)).isInstanceOf(ReadResult.Untrusted.class);
    }

    @Test
    void aReadingOfAnotherSignatureIsNotUsed() throws JMSException {
        var message = dispatched(message(TEXT, server.sign(TEXT)));
        message.setStringProperty("signature", server.sign(TEXT + " "));

        assertThat(receive(reader, message)).isInstanceOf(ReadResult.Untrusted.class);
    }

    @Test
    void aMessageOfARevokedKeyIsReadAgain() throws JMSException {
        keys.trust(successor.publicKey(), server.publicKey().id());
        var message = dispatched(message(TEXT, server.sign(TEXT)));
        assertThat(readAll(message)).isInstanceOf(ReadResult.Valid.class);
        readAhead(message);

        keys.revoke(server.publicKey().id(), successor.publicKey().id());

        assertThat(readAll(message)).isInstanceOf(ReadResult.Untrusted.class);
    }

    @Test
    void aMessageOfAnAnnouncedKeyIsReadAgain() throws JMSException {
        var message = dispatched(message(TEXT, successor.sign(TEXT)));
        assertThat(readAll(message)).isInstanceOf(ReadResult.Untrusted.class);
        readAhead(message);

        keys.trust(successor.publicKey(), server.publicKey().id());

        assertThat(readAll(message)).isInstanceOf(ReadResult.Valid.class);
    }

    @Test
    void messagesBeyondTheLimitAreReadOnReceipt() throws JMSException {
        var first = message(TEXT, server.sign(TEXT));
        ahead = new ReadAhead(reader, first.getSize());
        var second = message(TEXT, server.sign(TEXT));
        dispatched(first);
        dispatched(second);

        assertThat(ahead.received(second.getMessageId()).reading()).isEmpty();
        assertThat(readAll(second)).isInstanceOf(ReadResult.Valid.class);
        assertThat(ahead.received(first.getMessageId()).reading()).isPresent();
        assertThat(ahead.received(dispatched(second).getMessageId()).reading()).isPresent();
    }

    @Test
    void anInterruptionForgetsAllReadings() throws JMSException {
        var first = message(TEXT, server.sign(TEXT));
        ahead = new ReadAhead(reader, first.getSize());
        dispatched(first);

        ahead.transportInterupted();

        assertThat(ahead.received(first.getMessageId()).reading()).isEmpty();
        assertThat(ahead.received(dispatched(message(TEXT, server.sign(TEXT))).getMessageId())
                        .reading())
                .isPresent();
    }

    @Test
    void aMessageWithoutTextTakesNoPlace() throws JMSException {
        var bytes = new ActiveMQBytesMessage();
        bytes.setMessageId(new MessageId("id:1:1:1:" + ++sent));
        bytes.writeBytes(new byte[2000]);
        bytes.reset();
        ahead = new ReadAhead(reader, bytes.getSize());
        readAhead(bytes);

        assertThat(readAll(bytes)).isInstanceOf(ReadResult.Invalid.class);

        readAhead(bytes);
        assertThat(readAll(bytes)).isInstanceOf(ReadResult.Invalid.class);
        var text = dispatched(message("{}", null));
        assertThat(ahead.received(text.getMessageId()).reading()).isPresent();
    }

    private static JmsMessageReader reader(TrustedKeys trusted) {
        return new JmsMessageReader(
                new SignedMessageReader(new MessageReader(new ContractSchemas()), trusted, true), Clock.systemUTC());
    }

    private ReadResult receive(JmsMessageReader receiver, ActiveMQMessage message) {
        return receiver.read(message, ahead.received(message.getMessageId())).reading();
    }

    /** The consumer has the message a moment before this listener: a waiting inbox can be faster. */
    @Test
    void aMessageThatIsAlreadyReceivedTakesNoPlace() throws JMSException {
        var first = message(TEXT, server.sign(TEXT));
        ahead = new ReadAhead(reader, first.getSize());

        assertThat(readAll(first)).isInstanceOf(ReadResult.Valid.class);
        readAhead(first);

        var second = dispatched(message(TEXT, server.sign(TEXT)));
        assertThat(ahead.received(second.getMessageId()).reading()).isPresent();
    }

    /** A consumer drops a duplicate. */
    @Test
    void aMessageThatIsNeverReceivedLosesItsPlace() throws JMSException {
        var dropped = message(TEXT, server.sign(TEXT));
        ahead = new ReadAhead(reader, 2L * dropped.getSize());
        readAhead(dropped);
        var second = dispatched(message(TEXT, server.sign(TEXT)));
        assertThat(ahead.received(second.getMessageId()).reading()).isPresent();

        var third = dispatched(message(TEXT, server.sign(TEXT)));
        var fourth = dispatched(message(TEXT, server.sign(TEXT)));

        assertThat(ahead.received(third.getMessageId()).reading()).isPresent();
        assertThat(ahead.received(fourth.getMessageId()).reading()).isPresent();
    }

    private ReadResult readAll(ActiveMQMessage message) {
        return receive(reader, message);
    }

    private ActiveMQTextMessage dispatched(ActiveMQTextMessage message) {
        readAhead(message);
        return message;
    }

    private void readAhead(ActiveMQMessage message) {
        ahead.onCommand(dispatch(message));
        assertThat(ForkJoinPool.commonPool().awaitQuiescence(60, TimeUnit.SECONDS))
                .isTrue();
    }

    private static MessageDispatch dispatch(ActiveMQMessage message) {
        var dispatch = new MessageDispatch();
        dispatch.setMessage(message);
        return dispatch;
    }

    private ActiveMQTextMessage message(String text, String signature) throws JMSException {
        var message = new ActiveMQTextMessage();
        message.setMessageId(new MessageId("id:1:1:1:" + ++sent));
        message.setText(text);
        if (signature != null) {
            message.setStringProperty("signature", signature);
        }
        return message;
    }
}
