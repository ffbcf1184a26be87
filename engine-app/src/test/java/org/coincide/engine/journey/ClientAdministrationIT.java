package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.JMSSecurityException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.journey.OperatorSession.Answer;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.QueueClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Clients that operators create, limit, disable and delete, and whose secrets they rotate, while the server runs. */
@BothDatabases
class ClientAdministrationIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final String CLIENTS = "/api/operations/clients";
        private static final String DONE = "COMPLETED/DELIVERED/PAID";
        /** Orders that flow meanwhile, at 20 per second. */
        private static final int MOST = 60;

        private static final String KEY = "oFZdmkLcsBv2ZBHVHOVPhRb1TRLa6bQzBWGTfMjPuEI";

        private final String id = "initech-" + UUID.randomUUID().toString().substring(0, 8);
        private OperatorSession operator;

        @BeforeEach
        void logIn() {
            operator = new OperatorSession(http.getRootUri());
            assertThat(operator.logIn(secrets.operator())).isEqualTo(204);
        }

        @AfterEach
        void disable() {
            setState("DISABLED");
        }

        @Test
        void aNewClientAndAnotherSecretDisconnectNobody() throws Exception {
            List<ObjectNode> flowing = new CopyOnWriteArrayList<>();
            ScheduledExecutorService flow = Executors.newSingleThreadScheduledExecutor();
            ScheduledFuture<?> orders = flow.scheduleAtFixedRate(
                    () -> {
                        if (flowing.size() < MOST) {
                            ObjectNode order = Orders.ordinary();
                            acme.order(order);
                            flowing.add(order);
                        }
                    },
                    0,
                    50,
                    TimeUnit.MILLISECONDS);
            String first = create("10000.00");
            try (QueueClient former = new QueueClient(broker.address(), id, first)) {
                ObjectNode order = Orders.ordinary();
                former.order(order);
                awaitUntil(() -> assertThat(former.ofOrder(reference(order))).isNotEmpty());

                String second = rotate("7d");
                assertThat(second).isNotEqualTo(first);
                assertThat(warnings(first).getStatusCode().value()).isEqualTo(200);
                assertThat(warnings(second).getStatusCode().value()).isEqualTo(200);
                try (QueueClient latter = new QueueClient(broker.address(), id, second)) {
                    assertThat(operator.send(
                                            "DELETE",
                                            path("/secrets/" + secretIds().get(0)),
                                            null)
                                    .status())
                            .isEqualTo(204);
                    awaitUntil(() -> assertThatThrownBy(() -> former.order(Orders.ordinary()))
                            .isInstanceOf(IllegalStateException.class));
                    assertThat(warnings(first).getStatusCode().value()).isEqualTo(401);
                    assertRefused(first);
                    latter.order(Orders.ordinary());
                }
            }
            int before = flowing.size();
            awaitUntil(() -> assertThat(flowing)
                    .as("orders after all changes")
                    .hasSizeGreaterThanOrEqualTo(Math.min(before + 5, MOST)));
            assertThat(orders.isDone()).as("stopped by a failure").isFalse();
            flow.shutdown();
            assertThat(flow.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            awaitUntil(() -> assertThat(flowing).allSatisfy(order -> assertThat(acme.ofOrder(reference(order)))
                    .isNotEmpty()));
            assertThat(records()).containsExactly("REVOKE_SECRET", "ROTATE_SECRET", "CREATE_CLIENT");
        }

        @Test
        void aDisabledClientIsCutOffAtOnce() throws Exception {
            String secret = create("10000.00");
            CompletableFuture<ResponseEntity<String>> waiting = CompletableFuture.supplyAsync(
                    () -> http.withBasicAuth(id, secret).getForEntity("/api/events?wait=30s", String.class));
            try (QueueClient client = new QueueClient(broker.address(), id, secret)) {
                await().untilAsserted(() -> assertThat(count("event_feed WHERE client_id = '" + id + "'"))
                        .isEqualTo(1));

                assertThat(setState("DISABLED").body().path("state").asText()).isEqualTo("DISABLED");

                assertThat(warnings(secret).getStatusCode().value()).isEqualTo(403);
                assertThat(warnings(secret).getBody()).contains("The account is disabled.");
                assertThat(waiting.get(25, TimeUnit.SECONDS).getStatusCode().value())
                        .isEqualTo(403);
                awaitUntil(() -> assertThatThrownBy(() -> client.order(Orders.ordinary()))
                        .isInstanceOf(IllegalStateException.class));
                assertRefused(secret);
            }
            assertThat(warnings("wrong").getStatusCode().value()).isEqualTo(401);

            assertThat(setState("ENABLED").status()).isEqualTo(200);
            try (QueueClient again = new QueueClient(broker.address(), id, secret)) {
                ObjectNode order = Orders.ordinary();
                again.order(order);
                awaitUntil(() -> assertThat(again.ofOrder(reference(order))).isNotEmpty());
            }
        }

        @Test
        void aLimitAppliesToTheNextOrder() throws Exception {
            String secret = create("0.01");
            try (QueueClient client = new QueueClient(broker.address(), id, secret)) {
                ObjectNode before = Orders.ordinary();
                client.order(before);
                awaitUntil(() ->
                        assertThat(client.statusesOf(reference(before))).isEqualTo("REJECTED/NOT_STARTED/PENDING"));

                Answer limited = operator.send("PUT", path("/order-limit"), "{\"orderLimit\": \"10000\"}");

                assertThat(limited.body().path("orderLimit").asText()).isEqualTo("10000.00");
                ObjectNode after = Orders.ordinary();
                client.order(after);
                awaitUntil(() -> assertThat(client.statusesOf(reference(after))).isEqualTo(DONE));
            }
        }

        @Test
        void ordersAboveTheQuotaAreRefusedAtBothEntryPoints() throws Exception {
            String secret = create("10000.00");
            assertThat(quota("{\"ordersPerMinute\": 2}")
                            .at("/quota/ordersPerMinute")
                            .asInt())
                    .isEqualTo(2);
            ObjectNode first = Orders.ordinary();
            assertThat(place(secret, first).getStatusCode().value()).isEqualTo(201);
            assertThat(order(secret)).isEqualTo(201);

            ObjectNode refused = Orders.ordinary();
            ResponseEntity<String> answer = place(secret, refused);
            assertThat(answer.getStatusCode().value()).isEqualTo(429);
            assertThat(Integer.parseInt(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)))
                    .isBetween(1, 60);
            assertThat(answer.getBody()).contains("within the last minute: 2", "\"QUOTA_EXCEEDED\"");
            assertThat(place(secret, first).getStatusCode().value())
                    .as("the first order, repeated")
                    .isEqualTo(201);
            try (QueueClient client = new QueueClient(broker.address(), id, secret)) {
                client.order(refused);
                awaitUntil(() -> assertThat(refusals(client)).containsExactly("QUOTA_EXCEEDED"));

                assertThat(quota("{}").path("quota")).isEmpty();
                client.order(refused);
                awaitUntil(
                        () -> assertThat(client.statusesOf(reference(refused))).isEqualTo(DONE));
            }
            assertThat(records()).containsExactly("LIMIT_CLIENT", "LIMIT_CLIENT", "CREATE_CLIENT");
        }

        @Test
        void aFinishedTradeMakesRoomInTheQuota() {
            String secret = create("10000.00");
            quota("{\"openTrades\": 1}");
            ObjectNode held = Orders.ordinary();
            ((ObjectNode) held.get("shipTo")).put("country", "AQ");
            assertThat(place(secret, held).getStatusCode().value()).isEqualTo(201);

            double counted = quotaRefusals();
            ResponseEntity<String> answer = place(secret, Orders.ordinary());
            assertThat(answer.getStatusCode().value()).isEqualTo(429);
            assertThat(quotaRefusals()).isEqualTo(counted + 1);
            assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isNotEmpty();
            assertThat(answer.getBody()).contains("Open trades: 1");

            awaitUntil(() -> assertThat(
                            operator.post("/api/operations/trades/" + tradingIdOf(held) + "/cancellation", "{}")
                                    .status())
                    .isEqualTo(202));
            awaitUntil(() -> assertThat(order(secret)).isEqualTo(201));
        }

        @Test
        void aRegisteredKeyRequiresSignatures() {
            String secret = create("10000.00");
            assertThat(operator.send("PUT", path("/keys"), "{\"keys\": [\"" + KEY + "\"]}")
                            .body()
                            .at("/keys/0")
                            .asText())
                    .isEqualTo(KEY);
            assertThat(order(secret)).isEqualTo(400);
            assertThat(operator.send("PUT", path("/keys"), "{\"keys\": []}").status())
                    .isEqualTo(200);
            assertThat(order(secret)).isEqualTo(201);
        }

        @Test
        void aDeletedClientLeavesNothingButItsId() {
            String secret = create("10000.00");
            assertThat(operator.send("DELETE", path(""), null).detail()).contains("Disable it first");
            setState("DISABLED");
            awaitUntil(() -> {
                Answer deleted = operator.send("DELETE", path(""), null);
                assertThat(deleted.status()).as(deleted.detail()).isEqualTo(204);
            });

            assertThat(warnings(secret).getStatusCode().value()).isEqualTo(401);
            assertThat(operator.get(path("")).status()).isEqualTo(404);
            assertThat(count("client_secret WHERE client_id = '" + id + "'")).isZero();
            assertThat(operator.post(CLIENTS, newClient("1")).detail()).contains("cannot be used again");
            assertThat(records())
                    .startsWith("CREATE_CLIENT", "DELETE_CLIENT")
                    .endsWith("DISABLE_CLIENT", "DELETE_CLIENT", "CREATE_CLIENT");
            JsonNode refused = operator.get(path("/actions")).body();
            assertThat(refused.path(0).path("refusal").asText()).contains("cannot be used again");
            assertThat(refused.path(1).path("refusal").isNull()).isTrue();
            assertThat(refused.path(refused.size() - 2).path("refusal").asText())
                    .contains("Disable it first");
        }

        @Test
        void aClientWithOpenTradesIsNotDeleted() throws Exception {
            String secret = create("10000.00");
            ObjectNode held = Orders.ordinary();
            ((ObjectNode) held.get("shipTo")).put("country", "AQ");
            try (QueueClient client = new QueueClient(broker.address(), id, secret)) {
                client.order(held);
                awaitUntil(() -> assertThat(client.ofOrder(reference(held))).isNotEmpty());
            }
            setState("DISABLED");
            assertThat(operator.send("DELETE", path(""), null).detail()).contains("open trades");
            assertThat(operator.get(path("")).body().path("secrets")).hasSize(1);
        }

        @Test
        void impossibleChangesAreRefused() {
            create("10000.00");
            assertThat(operator.post(CLIENTS, newClient("1")).status()).isEqualTo(409);
            for (String invalid : List.of(
                    "{\"id\": \"Initech\", \"orderLimit\": \"1\"}",
                    "{\"id\": \"initech.1\", \"orderLimit\": \"1\"}",
                    "{\"id\": \"initech\", \"orderLimit\": \"0.00\"}",
                    "{\"id\": \"initech\", \"orderLimit\": \"-1\"}",
                    "{\"id\": \"initech\"}")) {
                assertThat(operator.post(CLIENTS, invalid).status()).as(invalid).isEqualTo(400);
            }
            assertThat(operator.send("DELETE", path("/secrets/" + secretIds().get(0)), null)
                            .detail())
                    .contains("only valid secret");
            rotate("1h");
            assertThat(operator.post(path("/secrets"), "{}").detail()).contains("two valid secrets");
            assertThat(operator.post(path("/secrets"), "{\"overlap\": \"9999d\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(operator.send("DELETE", path("/secrets/0"), null).status())
                    .isEqualTo(404);
            assertThat(operator.send("PUT", path("/quota"), "{\"openTrades\": 0}")
                            .status())
                    .isEqualTo(400);
            assertThat(setState("ENABLED").status()).isEqualTo(409);
            assertThat(operator.send("PUT", path("/state"), "{\"state\": \"DELETED\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(operator.send("PUT", CLIENTS + "/nobody/order-limit", "{\"orderLimit\": \"1\"}")
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void onlyOperatorsManageClients() {
            for (Credentials other : List.of(
                    new Credentials("acme", secrets.ofClient("acme")),
                    secrets.carrier(),
                    secrets.bank(),
                    secrets.provider(),
                    secrets.server())) {
                assertThat(http.withBasicAuth(other.name(), other.password())
                                .getForEntity(CLIENTS, String.class)
                                .getStatusCode()
                                .value())
                        .as(other.name())
                        .isEqualTo(401);
            }
            operator.forgetToken();
            assertThat(operator.post(CLIENTS, newClient("1")).status()).isEqualTo(403);
            assertThat(operator.get(path("")).status()).isEqualTo(404);
        }

        private JsonNode quota(String quota) {
            Answer changed = operator.send("PUT", path("/quota"), quota);
            assertThat(changed.status()).as(changed.detail()).isEqualTo(200);
            return changed.body();
        }

        private double quotaRefusals() {
            return bean(MeterRegistry.class)
                    .counter("coincide.refusals", "channel", "http", "code", "QUOTA_EXCEEDED")
                    .count();
        }

        private String tradingIdOf(ObjectNode order) {
            return jdbc.sql("SELECT trading_id FROM trade WHERE order_reference = ?")
                    .param(reference(order))
                    .query(String.class)
                    .single();
        }

        private static List<String> refusals(QueueClient client) {
            return client.received().stream()
                    .filter(message -> message.path("type").asText().equals("trading.refusal.v1"))
                    .map(message -> message.at("/data/reasons/0/code").asText())
                    .toList();
        }

        private String create(String limit) {
            Answer created = operator.post(CLIENTS, newClient(limit));
            assertThat(created.status()).as(created.detail()).isEqualTo(201);
            assertThat(created.body().path("client").toString())
                    .doesNotContain(created.body().path("secret").asText());
            return created.body().path("secret").asText();
        }

        private String newClient(String limit) {
            return "{\"id\": \"" + id + "\", \"orderLimit\": \"" + limit + "\"}";
        }

        private String rotate(String overlap) {
            Answer rotated = operator.post(path("/secrets"), "{\"overlap\": \"" + overlap + "\"}");
            assertThat(rotated.status()).as(rotated.detail()).isEqualTo(201);
            return rotated.body().path("secret").asText();
        }

        private Answer setState(String state) {
            return operator.send(
                    "PUT", path("/state"), "{\"state\": \"" + state + "\", \"text\": \"The test says so.\"}");
        }

        private List<String> secretIds() {
            return operator.get(path("")).body().path("secrets").findValuesAsText("id");
        }

        private List<String> records() {
            JsonNode records = operator.get(path("/actions")).body();
            assertThat(records).allMatch(record -> record.path("person")
                    .asText()
                    .equals(secrets.operator().name()));
            return records.findValuesAsText("action");
        }

        private String path(String rest) {
            return CLIENTS + "/" + id + rest;
        }

        private ResponseEntity<String> warnings(String secret) {
            return http.withBasicAuth(id, secret).getForEntity("/api/warnings", String.class);
        }

        private int order(String secret) {
            return place(secret, Orders.ordinary()).getStatusCode().value();
        }

        private ResponseEntity<String> place(String secret, ObjectNode order) {
            return http.withBasicAuth(id, secret).postForEntity("/api/orders", order, String.class);
        }

        private void assertRefused(String secret) {
            assertThatThrownBy(() -> new QueueClient(broker.address(), id, secret))
                    .hasCauseInstanceOf(JMSSecurityException.class);
        }
    }
}
