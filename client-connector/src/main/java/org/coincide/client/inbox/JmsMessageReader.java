package org.coincide.client.inbox;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.util.ByteSequence;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.UnverifiedHeader;
import org.coincide.client.signatures.SignedMessageReader;
import org.springframework.stereotype.Component;

/**
 * Reads JMS messages. Only uncompressed text messages are read; nothing is deserialized from other messages.
 *
 * <p>The sender controls every byte of a message, and ActiveMQ decodes them only on access. A text that cannot be decoded is
 * therefore an invalid message and not a failure of the broker, which would be retried for ever. The signature is the only property that is read.
 */
@Component
class JmsMessageReader {

    private static final String SIGNATURE = "signature";
    private static final String PROVIDER = "ActiveMQ";

    private final SignedMessageReader reader;
    private final Clock clock;

    JmsMessageReader(SignedMessageReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** Never fails because of the message. */
    ReceivedMessage read(ActiveMQMessage message, ReadAhead.Early early) {
        var kind = kind(message);
        var text = text(message);
        var signature = signature(message);
        var result = text.map(body -> early.reading()
                        .filter(reading -> reading.isOf(body, signature, reader.keyChanges()))
                        .map(ReadAhead.Reading::result)
                        .orElseGet(() -> reader.read(body, signature)))
                .orElseGet(() -> new ReadResult.Invalid(
                        "the message is a " + kind
                                + " without a text that can be decoded: only an uncompressed TextMessage"
                                + " is allowed",
                        UnverifiedHeader.EMPTY));
        return new ReceivedMessage(
                message.getJMSMessageID(),
                kind,
                text.orElseGet(() -> description(message, kind)),
                signature,
                result,
                message.getRedeliveryCounter() + 1,
                clock.instant());
    }

    /** Reads the text of a message that is not received yet. Fails if there is no text. */
    ReadAhead.Reading readText(ActiveMQMessage message) {
        long keys = reader.keyChanges();
        var signature = signature(message);
        return text(message)
                .map(body -> new ReadAhead.Reading(body, signature, keys, reader.read(body, signature)))
                .orElseThrow();
    }

    private static String kind(ActiveMQMessage message) {
        var name = message.getClass().getSimpleName();
        return name.startsWith(PROVIDER) ? name.substring(PROVIDER.length()) : name;
    }

    /** Returns empty for other kinds of messages, for a compressed text, which could expand to any size, and for invalid content. */
    private static Optional<String> text(ActiveMQMessage message) {
        if (!(message instanceof TextMessage text) || message.isCompressed()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Optional.ofNullable(text.getText()).orElse(""));
        } catch (JMSException undecodable) {
            return Optional.empty();
        }
    }

    /** Returns null if the message has no signature, and a text that is no signature if the property cannot be decoded. */
    private static String signature(ActiveMQMessage message) {
        try {
            return message.getStringProperty(SIGNATURE);
        } catch (JMSException | RuntimeException | StackOverflowError undecodable) {
            return "undecodable";
        }
    }

    /** Headers and the raw content, so that nothing of the message is lost. */
    private static String description(ActiveMQMessage message, String kind) {
        return "A " + kind + " that was not opened.\nJMSMessageID: " + message.getJMSMessageID() + "\nJMSType: "
                + message.getJMSType() + "\nJMSCorrelationID: " + message.getJMSCorrelationID() + "\nContent, Base64: "
                + Base64.getEncoder().encodeToString(content(message.getContent())) + "\n";
    }

    private static byte[] content(ByteSequence content) {
        return content == null
                ? new byte[0]
                : Arrays.copyOfRange(content.getData(), content.getOffset(), content.getOffset() + content.getLength());
    }
}
