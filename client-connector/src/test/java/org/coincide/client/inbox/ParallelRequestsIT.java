package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.PostgresqlServer;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two equal or contradicting HTTP requests at the same time, as of two clicks. */
class ParallelRequestsIT {

    private static final String LEDGER = "UPDATE ledger_head SET entry_number = entry_number WHERE id = 1";

    @Nested
    class Hsqldb extends OnEachDatabase {
        @Override
        BrokerlessConnector connector() {
            return BrokerlessConnector.onHsqldb("acme");
        }

        @Override
        String waiting() {
            return "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SYSTEM_SESSIONS WHERE THIS_WAITING_FOR <> ''";
        }
    }

    @Nested
    class Postgresql extends OnEachDatabase {

        private static final EmbeddedPostgres SERVER = PostgresqlServer.start();

        @Override
        BrokerlessConnector connector() {
            return BrokerlessConnector.onPostgresql(
                    "acme", "parallel_" + UUID.randomUUID().toString().replace('-', '_'), SERVER);
        }

        @Override
        String waiting() {
            return "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        }
    }

    abstract static class OnEachDatabase {

        private BrokerlessConnector client;
        private TradeMessages messages;

        abstract BrokerlessConnector connector();

        /** SQL that counts the transactions that wait for another one. */
        abstract String waiting();

        @BeforeEach
        void startTrade() {
            client = connector();
            var order = ContractFiles.order("PO-" + UUID.randomUUID());
            client.place(order);
            messages = TradeMessages.of(order);
            client.receive(List.of(messages.information()));
        }

        @AfterEach
        void stop() {
            client.close();
        }

        @Test
        void equalReturnsWithoutANumberAreOneRequest() {
            var data = goodsToReturn(2);
            data.remove("returnNumber");

            atOnce(LEDGER, () -> submitReturn(data), () -> submitReturn(data));

            assertThat(requests()).hasSize(1);
        }

        @Test
        void ofTwoReturnsWithTheSameNumberOneIsRefused() {
            var answers = atOnce(LEDGER, () -> submitReturn(goodsToReturn(1)), () -> submitReturn(goodsToReturn(2)));

            assertThat(answers).containsExactlyInAnyOrder(202, 409);
        }

        @Test
        void ofTwoSettlementsOfAWarningOneIsRefused() {
            client.receive(List.of(messages.preview(data -> data.put("order", "ON_HOLD"))));
            client.receive(List.of(messages.preview(data -> data.put("order", "ACCEPTED"))));

            var answers = atOnce(LEDGER, () -> settle("first"), () -> settle("second"));

            assertThat(answers).containsExactlyInAnyOrder(200, 409);
        }

        @Test
        void twoFirstRebuildsAreOne() {
            var answers = atOnce(
                    "INSERT INTO rebuild (id, cause, started_at) VALUES (1, 'another', CURRENT_TIMESTAMP)",
                    () -> client.post("/api/rebuild"),
                    () -> client.post("/api/rebuild"));

            assertThat(answers).containsExactly(202, 202);
        }

        @Test
        void twoLaterRebuildsAreOne() {
            client.post("/api/rebuild");

            var answers = atOnce(
                    "UPDATE rebuild SET cause = cause",
                    () -> client.post("/api/rebuild"),
                    () -> client.post("/api/rebuild"));

            assertThat(answers).containsExactly(202, 202);
        }

        /** Sends both requests while a transaction holds a row that they need, and ends it once both wait; returns the statuses. */
        private List<Integer> atOnce(
                String hold, Supplier<HttpResponse<String>> one, Supplier<HttpResponse<String>> other) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            new TransactionTemplate(client.bean(PlatformTransactionManager.class)).executeWithoutResult(begun -> {
                client.jdbc().update(hold);
                answers.add(CompletableFuture.supplyAsync(one, task -> new Thread(task).start()));
                answers.add(CompletableFuture.supplyAsync(other, task -> new Thread(task).start()));
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> client.jdbc().queryForObject(waiting(), Integer.class) == answers.size());
                begun.setRollbackOnly();
            });
            return answers.stream().map(answer -> answer.join().statusCode()).toList();
        }

        private HttpResponse<String> submitReturn(JsonNode data) {
            return client.request(messages.tradingId(), "return", data);
        }

        private HttpResponse<String> settle(String note) {
            return client.settle(messages.tradingId(), "LEDGER", note);
        }

        private ObjectNode goodsToReturn(int quantity) {
            var data =
                    ((ObjectNode) ContractFiles.example("return").get("data")).put("tradingId", messages.tradingId());
            ((ObjectNode) data.at("/lines/0")).put("quantity", quantity);
            return data;
        }

        private JsonNode requests() {
            return ConnectorApi.json(client.get("/api/trades/" + messages.tradingId() + "/requests"));
        }
    }
}
