package org.coincide.client.literal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.client.contract.Json;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.support.ExampleConsumers;
import org.coincide.client.support.RestartableBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example consumer in Java at a queue with messages of other senders, gaps and faults of its ledger. */
class ExampleQueueTest {

    private static final SigningKey KEY = SigningKey.generate();
    /** Without the limits of the contract: the ledger has messages that the contract refuses. */
    private static final ObjectMapper LINES = new ObjectMapper();

    private static final int MINUTES = 1;
    private static final int TORN = 10;
    private static final String SECONDS = "4";

    @TempDir
    private Path folder;

    private final RestartableBroker broker = new RestartableBroker();
    private final List<String> bodies = new ArrayList<>();

    private interface Content {
        Message in(Session session) throws JMSException;
    }

    @BeforeEach
    void start() {
        broker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @BeforeEach
    void readTheTrade() throws IOException {
        List<JsonNode> orders = new ArrayList<>();
        for (String line : Files.readAllLines(ExampleConsumers.CONTRACT.resolve("conformance/01-ordinary.jsonl"))) {
            JsonNode step = Json.STRICT.readTree(line);
            if (step.has("sent")) {
                orders.add(step.path("sent"));
            } else {
                bodies.add(step.path("received").asText());
            }
        }
        Files.writeString(folder.resolve("orders.json"), orders.toString());
    }

    @Test
    void foreignMessagesAreWarningsAndBlockNothing() throws Exception {
        send(session -> session.createTextMessage("[".repeat(100_000)));
        send(session -> session.createTextMessage(bodies.get(0).replaceFirst("\"city\":\"", "\"city\":\"\ud800")));
        send(session -> session.createTextMessage(bodies.get(0).replaceFirst("\"city\":\"", "\"city\":\"\0")));
        send(Session::createBytesMessage);
        sendSigned(bodies.get(0));

        assertThat(run()).isNotZero();
        assertThat(verdicts()).containsExactly("UNSIGNED", "UNSIGNED", "UNSIGNED", "SCHEMA_INVALID", "COINCIDENT");

        sendSigned(bodies.get(1));
        assertThat(run()).isZero();
        assertThat(verdicts()).endsWith("COINCIDENT").hasSize(6);
    }

    @Test
    void aMessageBehindAGapIsVerifiedWhenTheGapIsFilled() throws Exception {
        for (int index : List.of(2, 0, 3, 1)) {
            sendSigned(bodies.get(index));
        }
        assertThat(run()).isNotZero();
        assertThat(verdicts()).containsExactly("UNKNOWN_TRADE", "COINCIDENT", "SEQUENCE_GAP", "COINCIDENT");

        for (String body : bodies.subList(4, bodies.size())) {
            sendSigned(body);
        }
        assertThat(run()).isZero();
        assertThat(output()).contains(" COMPLETED DELIVERED PAID");
    }

    @Test
    void anUnfinishedLineOfTheLedgerIsDiscarded() throws Exception {
        sendSigned(bodies.get(0));
        assertThat(run()).isZero();
        String stored = Files.readString(ledger());
        Files.writeString(ledger(), stored + stored.substring(0, stored.length() - TORN));

        sendSigned(bodies.get(1));
        assertThat(run()).isZero();
        assertThat(verdicts()).containsExactly("COINCIDENT", "COINCIDENT");
    }

    private void sendSigned(String body) throws JMSException {
        send(session -> {
            Message message = session.createTextMessage(body);
            message.setStringProperty("signature", KEY.sign(body));
            return message;
        });
    }

    private void send(Content content) throws JMSException {
        try (var connection = new ActiveMQConnectionFactory("acme", RestartableBroker.CLIENT_SECRET, broker.url())
                        .createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var producer = session.createProducer(session.createQueue("trading.client.acme"))) {
            producer.send(content.in(session));
        }
    }

    private List<String> verdicts() throws IOException {
        List<String> verdicts = new ArrayList<>();
        for (String line : Files.readAllLines(ledger())) {
            verdicts.add(LINES.readTree(line).path("verdict").asText());
        }
        return verdicts;
    }

    private Path ledger() {
        return folder.resolve("ledger");
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    private int run() throws Exception {
        Process process = ExampleConsumers.start(
                "java",
                folder.resolve("output.txt"),
                List.of(
                        "--jms",
                        broker.url(),
                        "acme",
                        RestartableBroker.CLIENT_SECRET,
                        folder.resolve("orders.json").toString(),
                        ledger().toString(),
                        KEY.publicKey().id(),
                        SECONDS));
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("the end of the consumer")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }
}
