package org.coincide.engine.intake;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.zip.InflaterInputStream;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.util.ByteSequence;
import org.apache.activemq.util.MarshallingSupport;
import org.coincide.engine.intake.ReceivedMessage.Signatures;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.intake.ReceivedMessage.Unreadable;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.json.StorableText;
import org.springframework.stereotype.Component;

/**
 * Reads the text of JMS messages within the limit of {@code coincide.intake.max-text-size}.
 *
 * <p>A sender controls every byte of body and properties, and the broker forwards both unread. ActiveMQ reads them only on
 * access and then fails with a {@link JMSException}, which looks like a failure of the broker. Such a message would be redelivered
 * for ever and block its queue. This class never throws for a defective message: the defect is a result. It reads no properties but the signatures, and
 * inflates a compressed body only up to the limit.
 */
@Component
class JmsTextReader {

    /** The contract's maximum length of a message id. */
    private static final int LONGEST_ID = 200;

    private final int limit;

    JmsTextReader(IntakeProperties properties) {
        this.limit = Math.toIntExact(properties.maxTextSize().toBytes());
    }

    ReceivedMessage read(Message message) {
        if (!(message instanceof ActiveMQMessage received)) {
            throw new IllegalArgumentException(
                    "Messages of " + message.getClass().getName() + " are not supported. Use an ActiveMQ connection.");
        }
        if (!(received instanceof TextMessage text)) {
            return unreadable(
                    received, "TEXT_ONLY", "The message is not a JMS TextMessage. Send the JSON as a text message.");
        }
        ByteSequence content = received.getContent();
        return content == null ? inMemory(received, text) : decoded(received, content);
    }

    /** A message that was sent inside this JVM still holds its text. */
    private static ReceivedMessage inMemory(ActiveMQMessage received, TextMessage message) {
        try {
            String text = message.getText();
            return text == null
                    ? unreadable(received, "EMPTY_BODY", "The message has no body. Send the JSON as its text.")
                    : text(received, text);
        } catch (JMSException neverWithoutContent) {
            throw new IllegalStateException("A message without content cannot be read", neverWithoutContent);
        }
    }

    private ReceivedMessage decoded(ActiveMQMessage received, ByteSequence content) {
        byte[] body;
        try (InputStream in = plain(received, content)) {
            body = in.readNBytes(limit + 1);
        } catch (IOException notCompressed) {
            return malformed(received, "is marked as compressed but cannot be decompressed");
        }
        if (body.length > limit) {
            return unreadable(
                    received,
                    "TOO_LARGE",
                    "The text is larger than " + limit
                            + " bytes. Send a smaller message, for example with fewer lines.");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            String text = MarshallingSupport.readUTF8(in);
            if (text == null || in.available() > 0) {
                return malformed(received, "does not have the length that it states");
            }
            return text(received, text);
        } catch (IOException broken) {
            return malformed(received, "is not a complete text in UTF-8");
        }
    }

    private static InputStream plain(ActiveMQMessage received, ByteSequence content) {
        InputStream raw = new ByteArrayInputStream(content.getData(), content.getOffset(), content.getLength());
        return received.isCompressed() ? new InflaterInputStream(raw) : raw;
    }

    private static ReceivedMessage text(ActiveMQMessage received, String text) {
        OptionalInt invalid = StorableText.firstInvalid(text);
        return invalid.isPresent()
                ? unreadable(
                        received,
                        "INVALID_CHARACTER",
                        "Character " + invalid.getAsInt()
                                + " is NUL or half of a surrogate pair. Remove it from the text.")
                : new Text(
                        messageId(received),
                        received.getUserID(),
                        text,
                        signatures(received),
                        Instant.ofEpochMilli(received.getBrokerInTime()));
    }

    /** The signatures are the only properties that are read. Properties that cannot be decoded contain none. */
    private static Signatures signatures(ActiveMQMessage received) {
        try {
            return new Signatures(
                    received.getStringProperty("signature"), received.getStringProperty("orderSignature"));
        } catch (JMSException | RuntimeException | StackOverflowError undecodable) {
            return Signatures.NONE;
        }
    }

    /** The message's id, which the sender controls; a digest of an id that cannot be stored. */
    private static String messageId(ActiveMQMessage received) {
        String id = String.valueOf(received.getJMSMessageID());
        return id.length() <= LONGEST_ID && StorableText.firstInvalid(id).isEmpty()
                ? id
                : "INVALID-ID:" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    private static Unreadable malformed(ActiveMQMessage received, String defect) {
        return unreadable(
                received,
                "MALFORMED_BODY",
                "The body " + defect + ". Send it again with a JMS client that is not modified.");
    }

    private static Unreadable unreadable(ActiveMQMessage received, String code, String text) {
        ByteSequence content = received.getContent();
        byte[] raw = content == null
                ? new byte[0]
                : Arrays.copyOfRange(content.getData(), content.getOffset(), content.getOffset() + content.getLength());
        return new Unreadable(messageId(received), received.getUserID(), new RefusalReason(code, text, null), raw);
    }
}
