package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.Threads;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** The event feed over HTTP beside the queue of the same client. */
@BothDatabases
class EventFeedIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final String CLOUD_EVENT = "application/cloudevents+json";

        @Test
        void theFeedHasTheMessagesOfTheQueueByteForByte() {
            List<ObjectNode> orders =
                    IntStream.range(0, 5).mapToObj(index -> Orders.ordinary()).toList();
            orders.forEach(acme::order);
            orders.forEach(order -> awaitStatuses(order, "COMPLETED/DELIVERED/PAID"));

            List<String> bodies = readAll("acme");

            orders.forEach(order -> assertThat(ofTrade(bodies, tradingId(order)))
                    .containsExactlyElementsOf(ofTrade(acme.bodies(), tradingId(order))));
            assertThat(readAll("globex")).noneMatch(body -> body.contains(tradingId(orders.get(0))));
        }

        @Test
        void aWaitingRequestGetsTheNextMessage() {
            String cursor = json(feed("acme", "limit=1&after=" + last("acme"), "application/json"))
                    .path("next")
                    .asText();
            CompletableFuture<ResponseEntity<String>> waiting = CompletableFuture.supplyAsync(
                    () -> feed("acme", "wait=30s&after=" + cursor, CLOUD_EVENT), Threads.ONE_PER_TASK);
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            ResponseEntity<String> answer = waiting.join();
            assertThat(answer.getStatusCode().value()).isEqualTo(200);
            assertThat(answer.getHeaders().getFirst("Next-Cursor")).isEqualTo(next(cursor));
            assertThat(json(answer).path("type").asText()).startsWith("trading.");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        /** A statement that is due meanwhile is a message, too, so the request is repeated. */
        @Test
        void aRequestWithoutMessagesEndsAfterItsWait() {
            await().untilAsserted(() -> {
                ResponseEntity<String> answer = feed("globex", "wait=1s&after=" + last("globex"), CLOUD_EVENT);
                assertThat(answer.getStatusCode().value()).isEqualTo(204);
            });
        }

        @Test
        void aWaitOfLessThanAMillisecondIsNoWait() {
            await().untilAsserted(() -> {
                ResponseEntity<String> answer = feed("globex", "wait=1ns&after=" + last("globex"), CLOUD_EVENT);
                assertThat(answer.getStatusCode().value()).isEqualTo(204);
            });
        }

        @Test
        void anInvalidCursorIsRefused() {
            assertThat(feed("acme", "after=elsewhere", "application/json")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
            assertThat(feed("acme", "after=999999999", "application/json")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
            assertThat(feed("acme", "wait=2h", "application/json")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
            assertThat(feed("acme", "limit=0", "application/json")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
        }

        @Test
        void anExpiredCursorIsGoneAndSaysHowToGoOn() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            last("acme");
            long position = jdbc.sql("SELECT MIN(feed_position) FROM journal WHERE trading_id = ?")
                    .param(tradingId(order))
                    .query(Long.class)
                    .single();
            jdbc.sql("UPDATE journal SET recorded_at = ? WHERE client_id = 'acme' AND feed_position = ?")
                    .params(OffsetDateTime.now(ZoneOffset.UTC).minusDays(31), position)
                    .update();

            ResponseEntity<String> answer = feed("acme", "after=" + (position - 1), "application/json");

            assertThat(answer.getStatusCode().value()).isEqualTo(410);
            assertThat(json(answer).path("detail").asText())
                    .contains("Start without a cursor", "GET /api/trades/{tradingId}")
                    .doesNotContain("inquiry");
            assertThat(feed("acme", "limit=1", "application/json")
                            .getStatusCode()
                            .value())
                    .isEqualTo(200);
        }

        @Test
        void tooManyWaitingRequestsAreRefused() {
            String after = last("globex");
            List<CompletableFuture<Integer>> waiting = IntStream.range(0, 8)
                    .mapToObj(index -> CompletableFuture.supplyAsync(
                            () -> feed("globex", "wait=3s&after=" + after, CLOUD_EVENT)
                                    .getStatusCode()
                                    .value(),
                            Threads.ONE_PER_TASK))
                    .toList();
            List<Integer> answers =
                    waiting.stream().map(CompletableFuture::join).toList();
            // 200, if a message such as a statement arrives meanwhile.
            assertThat(answers).contains(429).isSubsetOf(200, 204, 429);
            assertThat(answers.stream().filter(status -> status != 429)).hasSizeGreaterThanOrEqualTo(4);
        }

        private static String next(String cursor) {
            return Long.toString(Long.parseLong(cursor) + 1);
        }

        private String last(String client) {
            String cursor = null;
            while (true) {
                JsonNode batch = json(
                        feed(client, "limit=100" + (cursor == null ? "" : "&after=" + cursor), "application/json"));
                cursor = batch.path("next").asText();
                if (batch.path("events").isEmpty()) {
                    return cursor;
                }
            }
        }

        private List<String> readAll(String client) {
            List<String> bodies = new ArrayList<>();
            String cursor = null;
            while (true) {
                JsonNode batch = json(
                        feed(client, "limit=100" + (cursor == null ? "" : "&after=" + cursor), "application/json"));
                batch.path("events")
                        .forEach(event -> bodies.add(event.path("body").asText()));
                cursor = batch.path("next").asText();
                if (batch.path("events").isEmpty()) {
                    return bodies;
                }
            }
        }

        private static List<String> ofTrade(List<String> bodies, String tradingId) {
            return bodies.stream()
                    .filter(body -> body.contains("\"subject\":\"" + tradingId + "\""))
                    .filter(body -> body.contains("\"sequence\""))
                    .toList();
        }

        private ResponseEntity<String> feed(String client, String query, String accept) {
            HttpHeaders headers = new HttpHeaders();
            headers.setBasicAuth(client, secrets.ofClient(client));
            headers.set(HttpHeaders.ACCEPT, accept);
            return http.exchange("/api/events?" + query, HttpMethod.GET, new HttpEntity<>(headers), String.class);
        }

        private static JsonNode json(ResponseEntity<String> answer) {
            try {
                return new ObjectMapper().readTree(answer.getBody());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
