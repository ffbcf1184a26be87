package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.MalformedMessages;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that no program can read, at each queue of the server. None stops its queue, each is refused and kept. */
@OnHsqldb
class MalformedMessagesIT extends ServerSuite {

    private static final long SOON = 5_000;

    static Stream<String> kinds() {
        return MalformedMessages.all().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void anOrderThatCannotBeReadIsRefused(String kind) throws Exception {
        acme.send("trading.orders", MalformedMessages.all().get(kind).get());
        ObjectNode next = Orders.ordinary();
        acme.order(next);
        awaitStatuses(next, "COMPLETED/DELIVERED/PAID");
        awaitUntil(() -> assertThat(refusalsOf(acme.received())).hasSize(1));
        assertThat(refusalsOf(acme.received()).get(0)).isNotBlank();
        assertThat(lettersIn("trading.orders")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aRequestThatCannotBeReadIsRefused(String kind) throws Exception {
        acme.send("trading.requests", MalformedMessages.all().get(kind).get());
        acme.send("trading.requests", "no JSON");
        awaitUntil(() -> assertThat(refusalsOf(acme.received())).hasSize(2).contains("MALFORMED_JSON"));
        assertThat(lettersIn("trading.requests")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aReportThatCannotBeReadIsKept(String kind) throws Exception {
        Credentials carrier = secrets.carrier();
        try (var connection = new ActiveMQConnectionFactory(
                        carrier.name(), carrier.password(), broker.address() + "&jms.watchTopicAdvisories=false")
                .createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            var producer = session.createProducer(session.createQueue("trading.carrier"));
            producer.send(MalformedMessages.all().get(kind).get());
            producer.send(session.createTextMessage("no JSON"));
        }
        awaitUntil(() -> assertThat(lettersIn("trading.carrier", 2)).isEqualTo(2));
    }

    @AfterEach
    void emptyTheDeadLetters() throws JMSException {
        for (String queue : List.of("trading.orders", "trading.requests", "trading.carrier")) {
            lettersIn(queue, 0);
        }
    }

    private final List<Object> letters = new ArrayList<>();

    private long lettersIn(String queue) throws JMSException {
        return lettersIn(queue, 1);
    }

    /** Takes the dead letters of a queue; waits for as many as are expected. */
    private long lettersIn(String queue, int expected) throws JMSException {
        Credentials server = secrets.server();
        try (var connection = new ActiveMQConnectionFactory(
                        server.name(), server.password(), broker.address().toString())
                .createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue("DLQ." + queue));
            Object letter;
            do {
                letter = consumer.receive(letters.size() < expected ? SOON : 1);
                if (letter != null) {
                    letters.add(letter);
                }
            } while (letter != null);
        }
        return letters.size();
    }

    private static List<String> refusalsOf(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals("trading.refusal.v1"))
                .map(event -> event.at("/data/reasons/0/code").asText())
                .collect(Collectors.toList());
    }
}
