package org.coincide.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.command.ConnectionId;
import org.apache.activemq.command.MessageId;
import org.apache.activemq.command.ProducerId;
import org.apache.activemq.command.SessionId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** Message ids that a modified client can write and no database can store. */
class JmsTextReaderTest {

    private final JmsTextReader reader = new JmsTextReader(new IntakeProperties(1, 1, DataSize.ofKilobytes(1)));

    @ParameterizedTest
    @MethodSource
    void anIdThatCannotBeStoredIsReplaced(String id) throws Exception {
        ReceivedMessage received = reader.read(withId(id));
        assertThat(received.messageId()).startsWith("INVALID-ID:").hasSizeLessThan(60);
        assertThat(received.messageId())
                .isEqualTo(reader.read(withId(id)).messageId())
                .isNotEqualTo(reader.read(withId(id + "x")).messageId());
    }

    static List<String> anIdThatCannotBeStoredIsReplaced() {
        return List.of("ID:" + "x".repeat(600), "ID:" + Character.toString(0), "ID:" + Character.toString(0xD83D));
    }

    private static ActiveMQTextMessage withId(String id) throws Exception {
        ActiveMQTextMessage message = new ActiveMQTextMessage();
        message.setMessageId(new MessageId(new ProducerId(new SessionId(new ConnectionId(id), 1), 1), 1));
        message.setText("{}");
        return message;
    }
}
