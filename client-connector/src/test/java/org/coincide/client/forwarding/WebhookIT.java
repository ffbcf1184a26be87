package org.coincide.client.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.coincide.client.contract.Json;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.RestartableBroker;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Verified messages are handed on: the webhook with signatures, order and retries, the feed and the exports. */
@DirtiesContext
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:hsqldb:mem:webhook;hsqldb.tx=mvcc",
            "coincide.webhook.receivers.erp.secret=" + WebhookIT.SECRET,
            "coincide.webhook.receivers.archive.secret=" + WebhookIT.OTHER_SECRET,
            "coincide.webhook.poll-interval=20ms",
            "coincide.webhook.retry-after=20ms",
            "coincide.webhook.retry-at-most=50ms",
            // A request that times out on a busy machine is one more attempt.
            "coincide.webhook.request-timeout=60s",
            "coincide.webhook.attempts=4"
        })
class WebhookIT {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String OTHER_SECRET = "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RestartableBroker BROKER = new RestartableBroker().start();
    private static Receiver receiver;
    private static Receiver archive;
    private static OwnBroker queue;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate sql;

    private ConnectorApi api;
    private SimulatedServer server;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        BROKER.connect(properties);
        receiver = new Receiver(SECRET);
        archive = new Receiver(OTHER_SECRET);
        queue = new OwnBroker();
        properties.add("coincide.webhook.receivers.erp.url", receiver::url);
        properties.add("coincide.webhook.receivers.archive.url", archive::url);
        properties.add("coincide.hand-on-queue.url", () -> OwnBroker.URL);
    }

    @BeforeEach
    void connect() {
        api = new ConnectorApi(port);
        server = new SimulatedServer(BROKER);
        receiver.status = event -> 204;
        archive.status = event -> 204;
    }

    @AfterAll
    static void close() {
        receiver.http.stop(0);
        archive.http.stop(0);
        queue.close();
    }

    @Test
    void verifiedMessagesArriveInOrderAndOnlyThese() {
        var trade = startedTrade("PO-ORDER");
        server.send(trade.preview(data -> data.put("order", "COMPLETED")));
        server.send(trade.statusChange("order", "ACCEPTED"), trade.statusChange("payment", "AUTHORIZED"));
        awaitReceived(trade, "1", "2", "3");
        assertThat(receiver.of(trade).get(1).at("/data/order").asText()).isEqualTo("ACCEPTED");
    }

    @Test
    void aReceiverThatFailsGetsEverythingInOrder() {
        var trade = placed("PO-RETRY");
        var attempts = new CopyOnWriteArrayList<String>();
        receiver.status = event -> {
            if (!event.at("/data/tradingId").asText().equals(trade.tradingId())) {
                return 204;
            }
            attempts.add(event.get("sequence").asText());
            return attempts.size() % 3 == 0 ? 204 : 500;
        };
        server.send(
                trade.information(),
                trade.statusChange("order", "ACCEPTED"),
                trade.statusChange("payment", "AUTHORIZED"));
        awaitReceived(trade, "1", "2", "3");
        assertThat(attempts).hasSize(9);
    }

    @Test
    void aRefusedMessageHoldsBackItsTradeOnlyUntilItIsResent() {
        var stuck = placed("PO-STUCK");
        receiver.status = event -> event.at("/data/tradingId").asText().equals(stuck.tradingId()) ? 400 : 204;
        server.send(stuck.information(), stuck.statusChange("order", "ACCEPTED"));
        var other = startedTrade("PO-OTHER");
        server.send(other.statusChange("order", "ACCEPTED"));
        awaitReceived(other, "1", "2");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(failures(stuck)).hasSize(1));
        assertThat(receiver.of(stuck)).isEmpty();

        receiver.status = event -> 204;
        var number = failures(stuck).get(0).get("number").asLong();
        assertThat(failures(stuck).get(0).get("error").asText()).contains("status 400");
        assertThat(resend(number, "erp")).isEqualTo(202);
        awaitReceived(stuck, "1", "2");
        assertThat(resend(number, "erp")).isEqualTo(404);
    }

    @Test
    void eachWebhookHasItsOwnSecretOrderAndFailures() {
        var trade = placed("PO-TWO");
        archive.status = event -> 503;
        server.send(trade.information(), trade.statusChange("order", "ACCEPTED"));
        awaitReceived(trade, "1", "2");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(failures(trade))
                .extracting(failure -> failure.get("receiver").asText())
                .contains("archive"));
        var number = failures(trade).get(0).get("number").asLong();
        assertThat(resend(number, "erp")).isEqualTo(404);

        archive.status = event -> 204;
        assertThat(resend(number, "archive")).isEqualTo(202);
        awaitReceived(archive, trade, "1", "2");
    }

    @Test
    void aReceiverThatIsNotConfiguredAnyMoreIsNotResentTo() {
        addFailure("former");

        var answer = api.post("/api/webhook/failures/1/resend?receiver=former", "application/json", "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(ConnectorApi.json(answer).get("detail").asText())
                .startsWith("The receiver former is not configured. ");
    }

    @Test
    void aReceiverThatIsNotConfiguredAnyMoreHasNoFailures() {
        addFailure("old");

        assertThat(api.get("/api/webhook/failures").body()).doesNotContain("\"old\"");
    }

    private void addFailure(String receiver) {
        sql.update(
                """
                INSERT INTO webhook_event (receiver, entry_number, trading_id, state, attempts, due_at)
                VALUES (?, 1, 'trade', 'FAILED', 1, CURRENT_TIMESTAMP)
                """,
                receiver);
    }

    @Test
    void theQueueGetsEverythingInOrderWhileTheWebhookIsSlow() throws Exception {
        receiver.slow = true;
        try {
            var trade = placed("PO-queue");
            var complete = trade.completeTrade().toList();
            server.send(complete);
            var bodies = new ArrayList<String>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                bodies.addAll(queue.receive());
                assertThat(bodies.stream().filter(body -> body.contains(trade.tradingId())))
                        .containsExactlyElementsOf(complete);
            });
        } finally {
            receiver.release();
        }
    }

    @Test
    void aSlowReceiverDelaysNothingElse() {
        receiver.slow = true;
        try {
            var trade = startedTrade("PO-SLOW");
            server.send(trade.completeTrade().skip(1).toList());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            api.trade(trade.tradingId()).path("sequence").asLong())
                    .isEqualTo(9));
            assertThat(receiver.of(trade)).isEmpty();
        } finally {
            receiver.release();
        }
    }

    @Test
    void theFeedAndTheExportsHaveTheVerifiedMessages() {
        var trade = startedTrade("PO-FEED");
        server.send(trade.statusChange("order", "ACCEPTED"));
        awaitReceived(trade, "1", "2");
        List<String> sequences = new ArrayList<>();
        long after = 0;
        for (var part = api.json("/api/events?limit=2"); part.get("next").asLong() != after; ) {
            after = part.get("next").asLong();
            StreamSupport.stream(part.get("events").spliterator(), false)
                    .filter(event -> event.get("tradingId").asText().equals(trade.tradingId()))
                    .forEach(event -> sequences.add(event.at("/event/sequence").asText()));
            part = api.json("/api/events?limit=2&after=" + after);
        }
        assertThat(sequences).containsExactly("0000000001", "0000000002");

        assertThat(api.get("/api/export/trades.csv").body())
                .startsWith("tradingId,orderReference,order")
                .contains(trade.tradingId() + "\",PO-FEED,ACCEPTED,NOT_STARTED,PENDING,false,2,EUR,66.90");
        assertThat(api.get("/api/export/trades.jsonl").body().lines())
                .anyMatch(line -> line.contains(trade.tradingId()) && line.startsWith("{") && line.endsWith("}"));
    }

    private TradeMessages placed(String reference) {
        api.place(ContractFiles.order(reference));
        return TradeMessages.of(server.nextOrder(reference));
    }

    private TradeMessages startedTrade(String reference) {
        var trade = placed(reference);
        server.send(trade.information());
        return trade;
    }

    private int resend(long number, String receiver) {
        return api.post("/api/webhook/failures/" + number + "/resend?receiver=" + receiver, "application/json", "{}")
                .statusCode();
    }

    private void awaitReceived(TradeMessages trade, String... sequences) {
        awaitReceived(receiver, trade, sequences);
    }

    private static void awaitReceived(Receiver receiver, TradeMessages trade, String... sequences) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(receiver.of(trade))
                .extracting(event -> event.get("sequence").asText().replaceAll("^0+", ""))
                .containsExactly(sequences));
    }

    private List<JsonNode> failures(TradeMessages trade) {
        return api.list("/api/webhook/failures").stream()
                .filter(failure -> failure.get("tradingId").asText().equals(trade.tradingId()))
                .toList();
    }

    /** The client's own broker, with a reader of the queue. */
    private static final class OwnBroker {

        private static final String URL = "vm://own-broker?broker.persistent=false&broker.useJmx=false";

        private final jakarta.jms.Connection connection;
        private final jakarta.jms.Session session;
        private final jakarta.jms.MessageConsumer consumer;

        OwnBroker() {
            try {
                connection = new org.apache.activemq.ActiveMQConnectionFactory(URL).createConnection();
                connection.start();
                session = connection.createSession();
                consumer = session.createConsumer(session.createQueue("coincide.trades"));
            } catch (jakarta.jms.JMSException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The messages that have arrived since the last call. */
        List<String> receive() throws jakarta.jms.JMSException {
            List<String> bodies = new ArrayList<>();
            for (var message = consumer.receiveNoWait(); message != null; message = consumer.receiveNoWait()) {
                bodies.add(((jakarta.jms.TextMessage) message).getText());
            }
            return bodies;
        }

        void close() {
            try {
                connection.close();
            } catch (jakarta.jms.JMSException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A receiver that checks the signature by the library of Standard Webhooks, and records what it accepts. */
    private static final class Receiver {

        private final HttpServer http;
        private final List<JsonNode> accepted = new CopyOnWriteArrayList<>();
        private final List<Runnable> delayed = new CopyOnWriteArrayList<>();
        private volatile java.util.function.ToIntFunction<JsonNode> status = event -> 204;
        private volatile boolean slow;

        Receiver(String secret) {
            var verifier = new Webhook(secret);
            try {
                http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            http.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }));
            http.createContext("/hook", exchange -> {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                var signed = isSigned(verifier, body, exchange.getRequestHeaders());
                var event = Json.STRICT.readTree(body);
                int answer = signed ? status.applyAsInt(event) : 401;
                Runnable respond = () -> {
                    try {
                        exchange.sendResponseHeaders(answer, -1);
                        exchange.close();
                    } catch (IOException e) {
                        // The sender has timed out.
                    }
                };
                if (isDelayed(respond)) {
                    return;
                }
                if (answer == 204) {
                    accepted.add(event);
                }
                respond.run();
            });
            http.start();
        }

        private static boolean isSigned(Webhook verifier, String body, Map<String, List<String>> headers) {
            try {
                verifier.verify(body, headers);
                return true;
            } catch (WebhookVerificationException invalid) {
                return false;
            }
        }

        String url() {
            return "http://127.0.0.1:" + http.getAddress().getPort() + "/hook";
        }

        /** The accepted messages of a trade; a repeated one once. */
        List<JsonNode> of(TradeMessages trade) {
            Predicate<JsonNode> ofTrade =
                    event -> event.at("/data/tradingId").asText().equals(trade.tradingId());
            return accepted.stream().filter(ofTrade).distinct().toList();
        }

        private synchronized boolean isDelayed(Runnable respond) {
            return slow && delayed.add(respond);
        }

        synchronized void release() {
            slow = false;
            delayed.forEach(Runnable::run);
            delayed.clear();
        }
    }
}
