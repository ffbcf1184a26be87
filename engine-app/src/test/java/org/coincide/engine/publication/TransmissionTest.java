package org.coincide.engine.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.coincide.engine.journal.JournalRow;
import org.coincide.engine.publication.ClientQueueSender.SignedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/** Transmissions to a broker with a store on disk, over two connections. */
class TransmissionTest {

    private static final String QUEUE = "trading.client.acme";

    @TempDir
    Path directory;

    private final BrokerService broker = new BrokerService();
    private final JmsPoolConnectionFactory connections = new JmsPoolConnectionFactory();

    @BeforeEach
    void start() throws Exception {
        broker.setBrokerName("transmissions");
        broker.setDataDirectoryFile(directory.toFile());
        broker.setUseJmx(false);
        broker.start();
        connections.setConnectionFactory(new ActiveMQConnectionFactory("vm://transmissions?create=false"));
        connections.setMaxConnections(2);
    }

    @AfterEach
    void stop() throws Exception {
        connections.stop();
        broker.stop();
    }

    @Test
    void aMessageIsDeliveredAfterTheCommitOnly() {
        Transmission transmission = transmission("1");
        assertThat(delivered()).isEmpty();
        transmission.commit();
        assertThat(delivered()).containsExactly("1");
    }

    @Test
    void messagesAreInTheOrderOfTheCommits() {
        Transmission first = transmission("1", "2");
        Transmission second = transmission("3", "4");
        first.commit();
        Transmission third = transmission("5");
        second.commit();
        third.commit();
        assertThat(delivered()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void withoutACommitTheMessagesAreDiscarded() {
        Transmission first = transmission("1");
        Transmission second = transmission("2");
        second.close();
        first.commit();
        // Over both connections, whose sessions are used again.
        transmission("3").commit();
        transmission("4").commit();
        assertThat(delivered()).containsExactly("1", "3", "4");
    }

    @Test
    void aFailureIsThrownByTheCommit() throws Exception {
        broker.stop();
        Transmission transmission = transmission("1");
        assertThatThrownBy(transmission::commit).isInstanceOf(JmsException.class);
    }

    private Transmission transmission(String... bodies) {
        List<SignedMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            messages.add(new SignedMessage(
                    new JournalRow(1, "acme", "trade", body, 0), EventAttributes.of("{}"), "signature of " + body));
        }
        return Transmission.begin(connections, QUEUE, messages);
    }

    private List<String> delivered() {
        return new JmsTemplate(connections).browse(QUEUE, (session, browser) -> {
            List<String> bodies = new ArrayList<>();
            for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
                TextMessage text = (TextMessage) message;
                assertThat(text.getStringProperty("signature")).isEqualTo("signature of " + text.getText());
                bodies.add(text.getText());
            }
            return bodies;
        });
    }
}
