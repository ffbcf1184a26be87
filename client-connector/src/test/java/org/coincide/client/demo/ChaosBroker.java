package org.coincide.client.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.coincide.client.contract.CanonicalJson;

/**
 * A broker between server and client that loses, duplicates, reorders and alters messages to the client, while an intruder writes into the
 * client's queue at the server with the server's broker account.
 */
final class ChaosBroker implements AutoCloseable {

    private static final String QUEUE = "trading.client.acme";
    private static final List<String> TO_SERVER = List.of("trading.orders", "trading.requests");
    private static final Set<String> LAST = Set.of("COMPLETED", "CANCELLED", "REJECTED");
    private static final int PERCENT = 100;
    private static final int DELAYED = 6;
    private static final long POLL = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final Random random;
    private final BrokerService broker = new BrokerService();
    private final Connection server;
    private final ForgedMessageSender intruder;
    private final Set<String> forged = ConcurrentHashMap.newKeySet();
    private final Set<String> seen = new HashSet<>();
    private final Map<Fault, Integer> counts = new ConcurrentHashMap<>();
    private final Deque<Held> held = new ArrayDeque<>();
    private int passed;
    private volatile boolean calm;
    private volatile boolean closed;

    /** An injected fault. */
    enum Fault {
        DROPPED,
        DROPPED_LAST,
        DUPLICATED,
        REORDERED,
        ALTERED,
        FORGED_WITH_THE_ACCOUNT,
        FORGED_WITH_A_KEY
    }

    private record Held(TextMessage message, int until) {}

    ChaosBroker(String serverUrl, int port, Properties accounts, long seed) throws Exception {
        random = new Random(seed);
        broker.setBrokerName("chaos");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setAdvisorySupport(false);
        broker.addConnector("tcp://127.0.0.1:" + port + "?wireFormat.maxFrameSize=1048576");
        broker.start();
        broker.waitUntilStarted();
        intruder = new ForgedMessageSender(serverUrl, accounts);
        var factory = new ActiveMQConnectionFactory("acme", accounts.getProperty("client.acme.secret"), serverUrl);
        factory.setWatchTopicAdvisories(false);
        server = factory.createConnection();
        server.start();
        var client = new ActiveMQConnectionFactory("vm://chaos?create=false").createConnection();
        client.start();
        for (String queue : TO_SERVER) {
            pump(client, queue, server, message -> List.of(message));
        }
        pump(server, QUEUE, client, this::tamper);
    }

    /** Ends all faults; what is held back is delivered. */
    void calm() {
        calm = true;
    }

    Map<Fault, Integer> counts() {
        return counts;
    }

    /** Messages that a fault turns one message into. */
    private interface Tampering {
        List<TextMessage> of(TextMessage message) throws Exception;
    }

    private void pump(Connection from, String queue, Connection to, Tampering tampering) throws JMSException {
        Session reading = from.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = reading.createConsumer(reading.createQueue(queue));
        Session writing = to.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = writing.createProducer(writing.createQueue(queue));
        Thread thread = new Thread(() -> run(reading, consumer, writing, producer, tampering), "chaos-" + queue);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(
            Session reading, MessageConsumer consumer, Session writing, MessageProducer producer, Tampering tampering) {
        while (!closed) {
            try {
                TextMessage message = (TextMessage) consumer.receive(POLL);
                for (TextMessage sent : message == null ? due() : tampering.of(message)) {
                    producer.send(copy(writing, sent, sent.getText()));
                }
                writing.commit();
                reading.commit();
            } catch (Exception e) {
                if (!closed) {
                    throw new DemoException("The broker between server and client failed.", e);
                }
            }
        }
    }

    private synchronized List<TextMessage> tamper(TextMessage message) throws Exception {
        passed++;
        List<TextMessage> out = new ArrayList<>(decide(message));
        out.addAll(due());
        return out;
    }

    /** Only the first delivery of a message suffers, so that what the client asks for again arrives. */
    private List<TextMessage> decide(TextMessage message) throws Exception {
        JsonNode event = json.readTree(message.getText());
        String id = event.path("id").asText();
        if (forged.remove(id) || calm || !seen.add(id)) {
            return List.of(message);
        }
        boolean last = LAST.contains(event.at("/data/order").asText());
        if (event.has("sequence") && event.path("type").asText().startsWith("trading.processing")) {
            forge(event, message.getText());
        }
        int dice = random.nextInt(PERCENT);
        if (last && dice < 10) {
            return dropped(Fault.DROPPED_LAST);
        }
        if (dice < 3) {
            return dropped(Fault.DROPPED);
        }
        if (dice < 6) {
            count(Fault.DUPLICATED);
            return List.of(message, message);
        }
        if (dice < 9) {
            count(Fault.REORDERED);
            held.add(new Held(message, passed + DELAYED));
            return List.of();
        }
        if (dice < 12) {
            count(Fault.ALTERED);
            return List.of(altered(message, event));
        }
        return List.of(message);
    }

    private List<TextMessage> dropped(Fault fault) {
        count(fault);
        return List.of();
    }

    /** The held messages whose time has come, in reverse order. */
    private synchronized List<TextMessage> due() {
        List<TextMessage> due = new ArrayList<>();
        while (!held.isEmpty() && (calm || held.peek().until() <= passed)) {
            due.add(held.poll().message());
        }
        Collections.reverse(due);
        return due;
    }

    private TextMessage altered(TextMessage message, JsonNode event) throws Exception {
        ObjectNode changed = event.deepCopy();
        changed.put("time", "2020-01-01T00:00:00." + (100_000 + count(Fault.ALTERED, 0)) + "Z");
        Session session = server.createSession(false, Session.AUTO_ACKNOWLEDGE);
        try {
            return copy(session, message, changed.toString());
        } finally {
            session.close();
        }
    }

    /** Sends a plausible next message of the trade: in every fifteenth case with the account alone, or signed with a foreign key. */
    private void forge(JsonNode event, String body) throws Exception {
        int dice = random.nextInt(30);
        if (dice > 1) {
            return;
        }
        ObjectNode next = event.deepCopy();
        String id = UUID.randomUUID().toString();
        next.put("id", id)
                .put(
                        "sequence",
                        "%010d".formatted(Long.parseLong(event.path("sequence").asText()) + 1));
        ((ObjectNode) next.path("data")).put("previousDigest", CanonicalJson.digest(body));
        forged.add(id);
        count(dice == 0 ? Fault.FORGED_WITH_THE_ACCOUNT : Fault.FORGED_WITH_A_KEY);
        intruder.send(next.toString(), dice == 0);
    }

    private static TextMessage copy(Session session, TextMessage message, String text) throws JMSException {
        TextMessage copy = session.createTextMessage(text);
        Enumeration<?> names = message.getPropertyNames();
        while (names.hasMoreElements()) {
            String name = (String) names.nextElement();
            if (!name.startsWith("JMSX") || name.equals("JMSXGroupID")) {
                copy.setObjectProperty(name, message.getObjectProperty(name));
            }
        }
        copy.setJMSType(message.getJMSType());
        copy.setJMSCorrelationID(message.getJMSCorrelationID());
        return copy;
    }

    private void count(Fault fault) {
        count(fault, 1);
    }

    private int count(Fault fault, int more) {
        return counts.merge(fault, more, Integer::sum);
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
            intruder.close();
            broker.stop();
        } catch (Exception e) {
            throw new DemoException("The broker between server and client did not stop.", e);
        }
    }
}
