package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A client with an empty database rebuilds a ledger of many trades, with {@code -Drebuild.trades=5000}: prints how long that takes, and how
 * many messages are sent for it. The settings are those of a new installation.
 */
@EnabledIfSystemProperty(named = "rebuild.trades", matches = "[0-9]+")
class LargeRebuildIT {

    private static final int TRADES = Integer.getInteger("rebuild.trades", 0);
    private static final int AT_ONCE = 100;
    private static final String CLIENT = "acme";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As for programs of their own, unlike the small processes of other tests. */
    private static final List<String> OPTIONS = List.of("-Xmx1g");

    private static final TestSystem SYSTEM = TestSystem.of(
            LargeRebuildIT.class,
            Map.of("coincide.statements.pace", "1s", "coincide.statements.heartbeat", "5s"),
            Map.of());

    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger messages = new AtomicInteger();

    @AfterEach
    void end() {
        SYSTEM.close();
    }

    @Test
    void aLargeLedgerIsRebuilt() throws JMSException {
        SYSTEM.server.runWith(OPTIONS);
        SYSTEM.startWith();
        try (var connection = connection()) {
            consume(connection);
            for (int placed = 0; placed < TRADES; placed += AT_ONCE) {
                send(connection);
                int trades = placed + AT_ONCE;
                await().atMost(Duration.ofMinutes(2)).until(() -> closed.size() >= trades);
            }
        }
        int inLedger = messages.get();
        long start = System.nanoTime();
        SYSTEM.acme.runWith(OPTIONS);
        SYSTEM.acme.launch();
        SYSTEM.acme.awaitReady();

        await().atMost(Duration.ofHours(1)).pollInterval(Duration.ofSeconds(1)).until(LargeRebuildIT::isRebuilt);

        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(SYSTEM.acme.all("/api/warnings")).isEmpty();
        SYSTEM.stop();
        report(inLedger, seconds);
    }

    private void report(int inLedger, double seconds) {
        try (var server = DatabaseReader.ofServer(SYSTEM.server.dataDirectory());
                var client = DatabaseReader.ofClient(SYSTEM.server.dataDirectory(), CLIENT)) {
            assertThat(client.count("trade")).isEqualTo(closed.size());
            System.out.printf(
                    Locale.ROOT,
                    "REBUILD: %d trades with %d messages in %.0f s, %.0f messages/s; %d inquiries, %d messages sent again, %d statements%n",
                    closed.size(),
                    inLedger,
                    seconds,
                    inLedger / seconds,
                    figure(client, "SELECT COUNT(*) FROM request WHERE event_type = 'trading.inquiry.v1'"),
                    figure(server, "SELECT SUM(resends) FROM journal WHERE trading_id IS NOT NULL"),
                    figure(client, "SELECT COUNT(*) FROM server_statement"));
        }
    }

    private static long figure(DatabaseReader database, String query) {
        return database.jdbc().sql(query).query(Long.class).single();
    }

    private static boolean isRebuilt() {
        return SYSTEM.acme.json("/api/rebuild").get("state").asText().equals("DONE");
    }

    private static Connection connection() throws JMSException {
        var factory = new ActiveMQConnectionFactory(
                CLIENT, SYSTEM.server.accounts().secretOf(CLIENT), SYSTEM.server.brokerAddress());
        factory.setWatchTopicAdvisories(false);
        var connection = factory.createConnection();
        connection.start();
        return connection;
    }

    private void consume(Connection connection) throws JMSException {
        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("trading.client." + CLIENT)).setMessageListener(this::note);
    }

    private void note(Message message) {
        try {
            JsonNode data = JSON.readTree(((TextMessage) message).getText()).path("data");
            if (data.has("tradingId")) {
                messages.incrementAndGet();
            }
            if (data.path("order").asText().equals("COMPLETED")
                    && data.path("delivery").asText().equals("DELIVERED")
                    && data.path("payment").asText().equals("PAID")) {
                closed.add(data.path("tradingId").asText());
            }
        } catch (JMSException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(Connection connection) throws JMSException {
        try (var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue("trading.orders"))) {
            for (int index = 0; index < AT_ONCE; index++) {
                var order = (index % 2 == 0 ? OrderKind.ORDINARY : OrderKind.INVOICE).order();
                var event = ContractFiles.example("order")
                        .put("id", UUID.randomUUID().toString())
                        .put("source", "/" + CLIENT)
                        .put("subject", order.get("orderReference").asText());
                event.set("data", order);
                producer.send(session.createTextMessage(event.toString()));
            }
            session.commit();
        }
    }
}
