package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQMessage;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.MalformedMessages;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;

/**
 * Messages that no program can read, sent by a modified client to each queue of the server. None blocks its queue. Each is refused
 * to its sender, and kept among the dead letters unless its text could be read.
 */
@OnHsqldb
@SharedServer
class MalformedMessagesIT extends JourneyScenario {

    @Test
    void malformedOrdersAreRefusedAndOthersContinue() throws Exception {
        Map<String, String> sent = send("trading.orders");
        ObjectNode next = Orders.ordinary();
        acme.order(next);
        awaitStatuses(next, "COMPLETED/DELIVERED/PAID");
        assertThat(refusalsByKind(sent).keySet()).isEqualTo(new TreeSet<>(sent.keySet()));
        assertThat(letters("trading.orders", sent.values(), unreadable(sent))).isEqualTo(unreadable(sent));
    }

    @Test
    void malformedRequestsAreRefusedAndOthersContinue() throws Exception {
        Map<String, String> sent = send("trading.requests");
        String last = acme.send("trading.requests", "no JSON");
        awaitUntil(() -> assertThat(refusals()).containsKey(last));
        // Two consumers read the requests: one can still process an earlier message.
        awaitUntil(() -> assertThat(refusalsByKind(sent).keySet()).isEqualTo(new TreeSet<>(sent.keySet())));
        assertThat(letters("trading.requests", sent.values(), unreadable(sent))).isEqualTo(unreadable(sent));
    }

    @Test
    void malformedReportsOfTheCarrierAreKept() throws Exception {
        Credentials carrier = secrets.carrier();
        Map<String, ActiveMQMessage> messages = messages();
        try (var connection = new ActiveMQConnectionFactory(
                        carrier.name(), carrier.password(), broker.address() + "&jms.watchTopicAdvisories=false")
                .createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            var producer = session.createProducer(session.createQueue("trading.carrier"));
            for (ActiveMQMessage message : messages.values()) {
                producer.send(message);
            }
        }
        assertThat(letters(
                        "trading.carrier",
                        messages.values().stream()
                                .map(ActiveMQMessage::getJMSMessageID)
                                .toList(),
                        messages.size()))
                .isEqualTo(messages.size());
    }

    /** Sends a message of each kind; returns their JMS message ids by kind. */
    private Map<String, String> send(String queue) throws JMSException {
        Map<String, String> ids = new LinkedHashMap<>();
        for (Map.Entry<String, ActiveMQMessage> kind : messages().entrySet()) {
            acme.send(queue, kind.getValue());
            ids.put(kind.getKey(), kind.getValue().getJMSMessageID());
        }
        return ids;
    }

    private static Map<String, ActiveMQMessage> messages() {
        Map<String, ActiveMQMessage> messages = new LinkedHashMap<>();
        MalformedMessages.all().forEach((kind, message) -> messages.put(kind, message.get()));
        return messages;
    }

    /** The code of each refusal by kind of the refused message. */
    private Map<String, String> refusalsByKind(Map<String, String> sent) {
        Map<String, String> codes = new TreeMap<>();
        sent.forEach((kind, id) -> {
            if (refusals().containsKey(id)) {
                codes.put(kind, refusals().get(id));
            }
        });
        return codes;
    }

    private long unreadable(Map<String, String> sent) {
        return refusalsByKind(sent).values().stream()
                .filter(code -> !code.equals("SCHEMA_INVALID"))
                .count();
    }

    private Map<String, String> refusals() {
        return acme.received().stream()
                .filter(event -> event.path("type").asText().equals("trading.refusal.v1"))
                .map(event -> event.path("data"))
                .collect(Collectors.toMap(
                        data -> data.path("messageId").asText(), MalformedMessagesIT::code, (first, again) -> first));
    }

    private static String code(JsonNode refusal) {
        return refusal.at("/reasons/0/code").asText();
    }

    /** The number of dead letters of these messages, after enough time for the expected number. */
    private long letters(String queue, Collection<String> messageIds, long expected) {
        awaitUntil(() -> assertThat(letters(queue, messageIds)).isEqualTo(expected));
        return letters(queue, messageIds);
    }

    private long letters(String queue, Collection<String> messageIds) {
        return jdbc
                .sql("SELECT message_id FROM dead_letter WHERE queue = ?")
                .param(queue)
                .query(String.class)
                .list()
                .stream()
                .filter(messageIds::contains)
                .count();
    }
}
