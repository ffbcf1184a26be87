package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.simulation.PausingProvider.Pause;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.test.context.TestPropertySource;

/** Orders that come faster than a server with one job thread processes them. */
@BothDatabases
class OverloadIT {

    private static final int LIMIT = 20;

    /** Orders that may begin before a running trade: those that the server has already read from its database. */
    private static final int READ_AHEAD = 4;

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    @TestPropertySource(
            properties = {
                "camunda.bpm.job-execution.core-pool-size=1",
                "camunda.bpm.job-execution.max-pool-size=1",
                "camunda.bpm.job-execution.max-jobs-per-acquisition=2",
                "camunda.bpm.job-execution.queue-capacity=2",
                "coincide.backlog.interval=100ms",
                "coincide.backlog.max-orders=" + LIMIT,
                "coincide.jobs.hand-over.precedence=1m"
            })
    abstract static class OnEachDatabase extends JourneyScenario {

        private final CardOrders cards = new CardOrders(this);

        @Autowired
        private PausingProvider provider;

        @Test
        void runningTradesGoOnWhileNewOrdersWait() throws Exception {
            ObjectNode cancelled = held();
            ObjectNode overdue = held();
            String card = CardOrders.card();
            ObjectNode running;
            List<ObjectNode> waiting;
            List<ObjectNode> outside;
            try (Pause theOnlyThread = provider.before(card)) {
                running = cards.ordered(card);
                theOnlyThread.awaitCall();
                waiting = ordered(LIMIT);
                awaitUntil(() -> assertThat(ordersAreReceived()).isFalse());
                assertThat(backlog().getStatus()).isEqualTo(new Status("DEGRADED"));
                assertThat((long) backlog().getDetails().get("orders")).isGreaterThanOrEqualTo(LIMIT);

                outside = ordered(LIMIT / 2);
                assertThatOrdersAreRefusedOverHttp();
                cancel(cancelled);
                makeOverdue(overdue);
                assertThatInquiriesAreAnswered(overdue);
                awaitUntil(
                        () -> assertThat(gauge("coincide.orders.waiting.age")).isPositive());
                assertThat(outside).allSatisfy(order -> assertThat(acme.ofOrder(reference(order)))
                        .isEmpty());
            }

            awaitStatuses(cancelled, "CANCELLED/CANCELLED/PENDING");
            Stream.of(List.of(running), waiting, outside)
                    .flatMap(List::stream)
                    .forEach(order -> awaitStatuses(order, "COMPLETED/DELIVERED/PAID"));
            List<ObjectNode> began =
                    Stream.concat(waiting.stream(), outside.stream()).toList();
            assertThat(before(lastTime(cancelled), began))
                    .as("new orders before the cancellation")
                    .isLessThanOrEqualTo(READ_AHEAD);
            assertThat(before(timeOf(running, "PAID"), began))
                    .as("new orders before the running trade")
                    .isLessThanOrEqualTo(READ_AHEAD);
            Instant expedited =
                    task(overdue, "Task_ExpediteReview").getCreateTime().toInstant();
            assertThat(before(expedited, began))
                    .as("new orders before the timer")
                    .isLessThanOrEqualTo(READ_AHEAD);

            awaitUntil(() -> assertThat(backlog().getStatus()).isEqualTo(Status.UP));
            assertThat(gauge("coincide.orders.waiting")).isZero();
            assertThat(gauge("coincide.intake.paused")).isZero();
            assertThat(placeOverHttp().getStatusCode().value()).isEqualTo(201);
        }

        private List<ObjectNode> ordered(int number) {
            List<ObjectNode> orders = new ArrayList<>();
            IntStream.range(0, number).forEach(i -> orders.add(cards.ordered("tok_ok")));
            return orders;
        }

        private boolean ordersAreReceived() {
            return bean(JmsListenerEndpointRegistry.class)
                    .getListenerContainer("trading.orders")
                    .isRunning();
        }

        private void assertThatOrdersAreRefusedOverHttp() {
            ResponseEntity<String> refused = placeOverHttp();
            assertThat(refused.getStatusCode().value()).as(refused.getBody()).isEqualTo(429);
            assertThat(refused.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("10");
            assertThat(refused.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        }

        private void assertThatInquiriesAreAnswered(ObjectNode order) {
            int known = acme.ofOrder(reference(order)).size();
            acme.request(
                    "inquiry",
                    tradingId(order),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("tradingId", tradingId(order))
                            .put("fromSequence", 1));
            awaitUntil(() -> assertThat(acme.ofOrder(reference(order))).hasSizeGreaterThan(known));
        }

        private ResponseEntity<String> placeOverHttp() {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            return http.withBasicAuth("acme", secrets.ofClient("acme"))
                    .postForEntity(
                            "/api/orders", new HttpEntity<>(Orders.ordinary().toString(), headers), String.class);
        }

        private void cancel(ObjectNode order) {
            ObjectNode request = JsonNodeFactory.instance.objectNode().put("tradingId", tradingId(order));
            request.putObject("reason").put("code", "CHANGED_MIND").put("text", "We ordered twice.");
            acme.request("cancellation", tradingId(order), request);
        }

        private void makeOverdue(ObjectNode order) {
            timers(order, "BoundaryEvent_ReviewOverdue")
                    .forEach(timer -> management.setJobDuedate(
                            timer, Date.from(Clock.systemUTC().instant())));
        }

        /** The number of orders that began before this time. */
        private long before(Instant time, List<ObjectNode> orders) {
            return orders.stream()
                    .filter(order -> timeOf(order, "ACCEPTED").isBefore(time))
                    .count();
        }

        /** The time of the trade's first message with this status of order, delivery or payment. */
        private Instant timeOf(ObjectNode order, String status) {
            return acme.ofOrder(reference(order)).stream()
                    .filter(message -> Stream.of("order", "delivery", "payment")
                            .anyMatch(lifecycle -> message.path("data")
                                    .path(lifecycle)
                                    .asText()
                                    .equals(status)))
                    .findFirst()
                    .map(OnEachDatabase::time)
                    .orElseThrow();
        }

        private Instant lastTime(ObjectNode order) {
            List<JsonNode> messages = acme.ofOrder(reference(order));
            return time(messages.get(messages.size() - 1));
        }

        private static Instant time(JsonNode message) {
            return Instant.parse(message.path("time").asText());
        }

        private Health backlog() {
            return (Health) ((CompositeHealth) bean(HealthEndpoint.class).healthForPath("backlog"))
                    .getComponents()
                    .get("backlog");
        }

        private double gauge(String name) {
            return bean(MeterRegistry.class).get(name).gauge().value();
        }
    }
}
