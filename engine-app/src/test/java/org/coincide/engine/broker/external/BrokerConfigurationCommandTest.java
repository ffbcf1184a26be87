package org.coincide.engine.broker.external;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerConfigurationCommandTest {

    @TempDir
    private static Path directory;

    private static XmlBroker broker;

    @BeforeAll
    static void startTheBrokerOfThePrintedFile() throws Exception {
        broker = XmlBroker.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @Test
    void thePrintedBrokerPassesTheCheckOfTheServer() throws Exception {
        Map<String, String> clients = Map.of(
                "acme", broker.password("client.acme.secret"), "globex", broker.password("client.globex.secret"));

        assertThat(new BrokerProbes(broker.address(), clients).faults()).isEmpty();
    }

    @Test
    void thePrintedFileHasTheAccountsAndQueuesOfTheServer() throws Exception {
        assertThat(XmlBroker.printed(directory))
                .startsWith("<?xml")
                .contains("username=\"coincide.carrier\" password=\"" + broker.password("carrier.password") + "\"")
                .contains(
                        "<queue physicalName=\"trading.carrier\"/>",
                        "<queue physicalName=\"DLQ.trading.client.acme\"/>")
                .doesNotContain(broker.password("operator.password"));
    }

    @Test
    void theLinesOfAClientAreThoseOfThePrintedFile() throws Exception {
        String printed = XmlBroker.printed(directory);

        assertThat(new ClientBrokerLines().of("acme")).allSatisfy(place -> {
            assertThat(place.element().split("/"))
                    .allSatisfy(element -> assertThat(printed).contains("<" + element + ">"));
            assertThat(place.lines()).allSatisfy(line -> assertThat(printed)
                    .contains(line.replace(ClientBrokerLines.SECRET, broker.password("client.acme.secret"))));
        });
    }

    @Test
    void aPlainClientReadsItsQueueByDefault() throws Exception {
        try (Connection server = connect("coincide.server", "broker.server.password");
                Connection acme = connect("acme", "client.acme.secret")) {
            Session sending = server.createSession(false, Session.AUTO_ACKNOWLEDGE);
            sending.createProducer(sending.createQueue("trading.client.acme"))
                    .send(sending.createTextMessage("for acme"));

            Session reading = acme.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer queue = reading.createConsumer(reading.createQueue("trading.client.acme"));
            assertThat(((TextMessage) queue.receive(30_000)).getText()).isEqualTo("for acme");
        }
    }

    /** A connection with ActiveMQ's defaults, so that it subscribes to the advisories of temporary destinations. */
    private static Connection connect(String name, String password) throws JMSException, IOException {
        Connection connection =
                new ActiveMQConnectionFactory(name, broker.password(password), broker.url()).createConnection();
        connection.start();
        return connection;
    }
}
