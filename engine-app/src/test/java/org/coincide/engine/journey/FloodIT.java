package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * A client that sends as much as it can, with and without reading the answers. The other client's orders close meanwhile. More inquiries
 * by {@code mvn -q -Pscenarios verify -Dinquiries=100000}.
 */
@OnHsqldb
@SharedServer
class FloodIT extends JourneyScenario {

    private static final Duration AT_ONCE = Duration.ofSeconds(30);
    private static final int INQUIRIES = Integer.getInteger("inquiries", 300);
    private static final int OTHER_ORDERS = 3;

    @Test
    void aClientThatDoesNotReadCostsOnlyItself() throws Exception {
        flood(() -> {
            awaitUntil(() -> assertThat(health().getStatus().getCode()).isEqualTo("DEGRADED"));
            assertThat(unread()).contains("acme");
        });
    }

    @Test
    void inquiriesWithoutEndCostOnlyTheirSender() throws Exception {
        String tradingId = closedTradeOfAcme();
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
            while (sent.get() < INQUIRIES) {
                acme.send(
                        "trading.requests",
                        acme.enveloped("inquiry", tradingId, inquiry(tradingId)).toString());
                sent.incrementAndGet();
            }
        });
        long slowest = 0;
        int orders = 0;
        do {
            orders++;
            slowest = Math.max(slowest, millisecondsToCloseAnOrderOfGlobex());
            assertThat(operatorsStock().getStatusCode()).isEqualTo(HttpStatus.OK);
        } while (!all.isDone());
        all.get();
        System.out.printf(
                "FLOOD: %d inquiries; %d orders of the other client closed, the slowest after %d ms%n",
                sent.get(), orders, slowest);
        assertThat(slowest).isLessThan(AT_ONCE.toMillis());
    }

    private ResponseEntity<String> operatorsStock() {
        Credentials operator = secrets.operator();
        return http.withBasicAuth(operator.name(), operator.password())
                .getForEntity("/api/operations/stock", String.class);
    }

    private void flood(Check meanwhile) throws Exception {
        String tradingId = closedTradeOfAcme();
        acme.close();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> sendInquiries(tradingId, enough, refused));
        try {
            for (int i = 0; i < OTHER_ORDERS; i++) {
                assertThat(millisecondsToCloseAnOrderOfGlobex()).isLessThan(AT_ONCE.toMillis());
            }
            meanwhile.run();
            awaitUntil(() -> assertThat(refused).hasPositiveValue());
            assertThat(millisecondsToCloseAnOrderOfGlobex()).isLessThan(AT_ONCE.toMillis());
        } finally {
            enough.set(true);
            flood.get();
        }
        acme = client("acme");
        ObjectNode next = Orders.ordinary();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            acme.order(next);
            return true;
        });
        awaitStatuses(next, "COMPLETED/DELIVERED/PAID");
        awaitUntil(() -> assertThat(health().getStatus().getCode()).isEqualTo("UP"));
    }

    private String closedTradeOfAcme() {
        ObjectNode order = Orders.ordinary();
        acme.order(order);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        return tradingId(order);
    }

    /** Sends inquiries as a client that has no consumer, until it is told to stop. */
    private void sendInquiries(String tradingId, AtomicBoolean enough, AtomicInteger refused) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(
                "acme", secrets.ofClient("acme"), broker.address() + "&jms.watchTopicAdvisories=false");
        try (Connection connection = factory.createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer requests = session.createProducer(session.createQueue("trading.requests"));
            while (!enough.get()) {
                try {
                    requests.send(session.createTextMessage(globex.enveloped("inquiry", tradingId, inquiry(tradingId))
                            .toString()));
                } catch (JMSException mustReadFirst) {
                    assertThat(mustReadFirst).hasMessageContaining("unread messages");
                    refused.incrementAndGet();
                }
            }
        } catch (JMSException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static ObjectNode inquiry(String tradingId) {
        return JsonNodeFactory.instance.objectNode().put("tradingId", tradingId).put("fromSequence", 1);
    }

    private long millisecondsToCloseAnOrderOfGlobex() {
        long start = System.nanoTime();
        ObjectNode order = Orders.ordinary();
        globex.order(order);
        awaitUntil(() -> assertThat(globex.statusesOf(reference(order))).isEqualTo("COMPLETED/DELIVERED/PAID"));
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private HealthComponent health() {
        return bean(HealthEndpoint.class).healthForPath("queues");
    }

    private String unread() {
        return String.valueOf(((Health) health()).getDetails());
    }

    private interface Check {
        void run();
    }
}
