package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.Threads;
import org.coincide.engine.support.TradeHistoryRules;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Cancellations at every moment of an order, by every interface, and in races with steps that make them too late. */
@BothDatabases
class CancellationIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final int ROUNDS = 20;

        @Test
        void aClientCancelsAHeldOrder() {
            ObjectNode order = held();
            acme.request("cancellation", tradingId(order), cancellation(order, "CHANGED_MIND", "We ordered twice."));
            awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
            JsonNode last = newest(order);
            assertThat(last.at("/reason/code").asText()).isEqualTo("CHANGED_MIND");
            assertThat(last.at("/reason/text").asText()).isEqualTo("We ordered twice.");
            assertThat(last.at("/actor/kind").asText()).isEqualTo("CLIENT");
            assertThat(last.at("/actor/name").asText()).isEqualTo("acme");
            assertLegal(order);
            assertThat(tasks.createTaskQuery()
                            .processInstanceBusinessKey(tradingId(order))
                            .count())
                    .isZero();
        }

        @Test
        void aCancellationDuringAProviderOutageIsCompletedAfterIt() {
            ObjectNode order = stuckAtTheProvider();
            ResponseEntity<String> answer = cancelByHttp("acme", tradingId(order), "{}");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(202);
            awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).startsWith("CANCELLING/"));
            assertThat(reasonsOf(order)).contains("CANCELLED_BY_CLIENT");
            assertThat(cancelByHttp("acme", tradingId(order), "{}")
                            .getStatusCode()
                            .value())
                    .as("asked again it is the same cancellation")
                    .isEqualTo(202);
            assertLegal(order);
        }

        @Test
        void anOperatorEndsACancellationThatTheProviderNeverAnswers() {
            ObjectNode order = stuckAtTheProvider();
            String settlement = "/api/operations/trades/" + tradingId(order) + "/settlement";
            String text = "{\"text\":\"Released at the provider.\",\"movements\":[\"" + tradingId(order)
                    + "/authorize/void\"]}";
            assertThat(asOperator(settlement, text)).isEqualTo(409);
            assertThat(cancelByHttp("acme", tradingId(order), "{}")
                            .getStatusCode()
                            .value())
                    .isEqualTo(202);
            awaitUntil(() -> assertThat(count("payment_movement WHERE trading_id = '" + tradingId(order)
                            + "' AND kind = 'VOID' AND state = 'UNKNOWN'"))
                    .isEqualTo(1));

            awaitUntil(() -> assertThat(asOperator(settlement, text)).isEqualTo(200));
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertLegal(order);
        }

        private int asOperator(String path, String body) {
            return post(secrets.operator().name(), secrets.operator().password(), path, body)
                    .getStatusCode()
                    .value();
        }

        @Test
        void anOperatorCancelsAnOrderOfAnyClient() {
            ObjectNode order = held();
            ResponseEntity<String> answer = post(
                    secrets.operator().name(),
                    secrets.operator().password(),
                    "/api/operations/trades/" + tradingId(order) + "/cancellation",
                    "{\"reason\":{\"code\":\"FRAUD\"}}");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(202);
            awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
            assertThat(newest(order).at("/actor/kind").asText()).isEqualTo("OPERATOR");
            assertThat(newest(order).at("/reason/code").asText()).isEqualTo("FRAUD");
        }

        @Test
        void aClosedOrderIsNotCancelled() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            ResponseEntity<String> answer = cancelByHttp("acme", tradingId(order), "{}");
            assertThat(answer.getStatusCode().value()).isEqualTo(409);
            assertThat(answer.getBody()).contains("ALREADY_CLOSED");

            acme.request("cancellation", tradingId(order), cancellation(order, "TOO_LATE", "Please?"));
            awaitUntil(() -> assertThat(refusalsOf(order)).hasSize(1));
            assertThat(refusalsOf(order).get(0).at("/reasons/0/code").asText()).isEqualTo("ALREADY_CLOSED");
            assertThat(refusalsOf(order).get(0).path("refused").asText()).isEqualTo("CANCELLATION");
            assertThat(newest(order).path("order").asText()).isEqualTo("COMPLETED");
        }

        @Test
        void theRefusalOfACancellationNamesTheShippedConsignment() {
            ObjectNode order = Orders.ordinary();
            order.withObject("shipTo").put("street", "9 Silent Street");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/SHIPPED/PAID");
            String tracking = newest(order).at("/shipments/0/trackingNumber").asText();
            ResponseEntity<String> answer = cancelByHttp("acme", tradingId(order), "{}");
            assertThat(answer.getStatusCode().value()).isEqualTo(409);
            assertThat(answer.getBody()).contains("ALREADY_SHIPPED", "consignment 1 (shipped, ", tracking);

            acme.request("cancellation", tradingId(order), cancellation(order, "TOO_LATE", "Please?"));
            awaitUntil(() -> assertThat(refusalsOf(order)).hasSize(1));
            assertThat(refusalsOf(order).get(0).at("/reasons/0/text").asText()).contains(tracking);
            assertThat(acme.statusesOf(reference(order))).isEqualTo("IN_PROGRESS/SHIPPED/PAID");
        }

        @Test
        void aTradeOfAnotherClientIsUnknown() {
            ObjectNode order = held();
            assertThat(cancelByHttp("globex", tradingId(order), "{}")
                            .getStatusCode()
                            .value())
                    .isEqualTo(404);
            assertThat(cancelByHttp("acme", "00000000-0000-4000-8000-000000000000", "{}")
                            .getStatusCode()
                            .value())
                    .isEqualTo(404);
            assertThat(cancelByHttp("acme", tradingId(order), "{\"why\":1}")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
            assertThat(acme.statusesOf(reference(order))).isEqualTo("ON_HOLD/NOT_STARTED/PENDING");
        }

        /** Cancels each order at another moment. Either side may win, completely. */
        @Test
        void aCancellationThatRacesTheOrderHasOneWinner() {
            List<ObjectNode> orders =
                    IntStream.range(0, ROUNDS).mapToObj(i -> Orders.ordinary()).toList();
            orders.forEach(acme::order);
            orders.forEach(order ->
                    awaitUntil(() -> assertThat(acme.ofOrder(reference(order))).isNotEmpty()));
            List<CompletableFuture<ResponseEntity<String>>> answers = new ArrayList<>();
            orders.forEach(order -> answers.add(CompletableFuture.supplyAsync(
                    () -> cancelByHttp("acme", tradingId(order), "{}"), Threads.ONE_PER_TASK)));
            for (int i = 0; i < ROUNDS; i++) {
                int status = answers.get(i).join().getStatusCode().value();
                assertThat(status).isIn(202, 409);
                ObjectNode order = orders.get(i);
                awaitUntil(() ->
                        assertThat(TradeHistoryRules.closes(newest(order))).isTrue());
                assertThat(newest(order).path("order").asText())
                        .as("answered " + status)
                        .isEqualTo(status == 202 ? "CANCELLED" : "COMPLETED");
                assertLegal(order);
                assertThat(newest(order).at("/amounts/captured").asText())
                        .isEqualTo(
                                status == 202
                                        ? newest(order).at("/amounts/refunded").asText()
                                        : "37.50");
                assertThat(reservedOf(order)).isZero();
            }
        }

        /** Like a job that has locked the trade and commits an intent before it calls a partner. */
        @Test
        void cancellationsThatWaitLeaveAConnectionToTheStep() {
            String trade = tradingId(held());
            List<CompletableFuture<ResponseEntity<String>>> answers = new ArrayList<>();
            TransactionTemplate step = bean(TransactionTemplate.class);
            TransactionTemplate intent = new TransactionTemplate(step.getTransactionManager());
            intent.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

            long read = step.execute(outer -> {
                lock(trade);
                IntStream.range(0, poolSize())
                        .forEach(i -> answers.add(CompletableFuture.supplyAsync(
                                () -> cancelByHttp("acme", trade, "{}"), Threads.ONE_PER_TASK)));
                await().atMost(PATIENCE).until(() -> connectionsTakenOrAwaited() > poolSize());
                return intent.execute(nested -> count("trade"));
            });

            assertThat(read).isPositive();
            assertThat(answers).allSatisfy(answer -> assertThat(
                            answer.join().getStatusCode().value())
                    .as(answer.join().getBody())
                    .isEqualTo(202));
        }

        private void lock(String tradingId) {
            jdbc.sql("UPDATE trade SET withdrawn = withdrawn WHERE trading_id = ?")
                    .param(tradingId)
                    .update();
        }

        private int poolSize() {
            return bean(HikariDataSource.class).getMaximumPoolSize();
        }

        private double connectionsTakenOrAwaited() {
            HikariPoolMXBean pool = bean(HikariDataSource.class).getHikariPoolMXBean();
            double limited = bean(MeterRegistry.class)
                    .get("coincide.transactions.waiting")
                    .gauge()
                    .value();
            return pool.getActiveConnections() + pool.getThreadsAwaitingConnection() + limited;
        }

        private ObjectNode cancellation(ObjectNode order, String code, String text) {
            ObjectNode data = JSON.createObjectNode().put("tradingId", tradingId(order));
            data.putObject("reason").put("code", code).put("text", text);
            return data;
        }

        private List<String> reasonsOf(ObjectNode order) {
            return acme.ofOrder(reference(order)).stream()
                    .map(message -> message.at("/data/reason/code").asText())
                    .toList();
        }

        private ResponseEntity<String> cancelByHttp(String client, String tradingId, String body) {
            return post(client, secrets.ofClient(client), "/api/trades/" + tradingId + "/cancellation", body);
        }

        private ResponseEntity<String> post(String user, String password, String path, String body) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            headers.setBasicAuth(user, password);
            return http.exchange(path, HttpMethod.POST, new HttpEntity<>(body, headers), String.class);
        }
    }
}
