package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.journey.OperatorSession.Answer;
import org.coincide.engine.lifecycle.ProcessRemoval;
import org.coincide.engine.requests.Decision;
import org.coincide.engine.requests.RefusedRequests;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The operators' search and view of trades over HTTP, with the session of the operators' pages. */
@BothDatabases
class OperatorTradesIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final String PASSWORD = "Visitor-0123456789x";

        private OperatorSession operator;

        @Override
        boolean provokesDiscrepancies() {
            return true;
        }

        @BeforeEach
        void logIn() {
            operator = session();
            assertThat(operator.logIn(secrets.operator())).isEqualTo(204);
        }

        @Test
        void aFinishedTradeIsFoundByItsOrderReference() {
            ObjectNode order = finished();
            JsonNode found = search("q=" + reference(order).substring(3, 20).toUpperCase());
            assertThat(found.path("total").asLong()).isEqualTo(1);
            JsonNode trade = found.at("/trades/0");
            assertThat(trade.path("tradingId").asText()).isEqualTo(tradingId(order));
            assertThat(trade.path("clientId").asText()).isEqualTo("acme");
            assertThat(trade.path("order").asText()).isEqualTo("COMPLETED");
            assertThat(trade.path("total").asText()).isEqualTo("37.50");
            assertThat(trade.path("closed").asBoolean()).isTrue();
        }

        /** The pages show the last digits: the first ones are the time, which other trades may share. */
        @Test
        void aTradeIsFoundByEachPartOfItsIdentifier() {
            ObjectNode order = finished();
            String id = tradingId(order);
            for (String part : List.of(id, id.substring(0, 18), id.substring(28).toUpperCase())) {
                assertThat(search("q=" + part).at("/trades/0/orderReference").asText())
                        .as(part)
                        .isEqualTo(reference(order));
            }
        }

        @Test
        void allConditionsMustApply() {
            ObjectNode order = held();
            String one = "q=" + reference(order);
            for (String met : List.of(
                    "client=acme",
                    "order=ON_HOLD",
                    "order=ON_HOLD,RECEIVED",
                    "delivery=NOT_STARTED",
                    "payment=PENDING",
                    "state=open",
                    "overdue=false",
                    "since=2020-01-01T00:00:00Z")) {
                assertThat(search(one + "&" + met).path("total").asLong())
                        .as(met)
                        .isEqualTo(1);
            }
            for (String unmet : List.of(
                    "client=globex",
                    "since=2999-01-01T00:00:00Z",
                    "order=RECEIVED",
                    "delivery=SHIPPED",
                    "payment=PAID,REFUNDED",
                    "state=finished",
                    "overdue=true",
                    "disputed=true",
                    "orphaned=true",
                    "failed=true",
                    "unconfirmed=true")) {
                assertThat(search(one + "&" + unmet).path("total").asLong())
                        .as(unmet)
                        .isZero();
            }
        }

        @Test
        void pagesAreSortedInTheDatabaseAndCounted() {
            String prefix = "PAGE-" + UUID.randomUUID();
            for (String number : List.of("2", "3", "1")) {
                ObjectNode order = Orders.ordinary().put("orderReference", prefix + "-" + number);
                acme.order(order);
                tradeOf(order);
            }
            JsonNode first = search("q=" + prefix + "&sort=REFERENCE&limit=2");
            JsonNode second = search("q=" + prefix + "&sort=REFERENCE&limit=2&offset=2");
            assertThat(first.path("total").asLong()).isEqualTo(3);
            assertThat(references(first)).containsExactly(prefix + "-1", prefix + "-2");
            assertThat(references(second)).containsExactly(prefix + "-3");
            assertThat(references(search("q=" + prefix + "&sort=OLDEST")))
                    .containsExactly(prefix + "-2", prefix + "-3", prefix + "-1");
            assertThat(references(search("q=" + prefix))).containsExactly(prefix + "-1", prefix + "-3", prefix + "-2");
        }

        @ParameterizedTest
        @CsvSource({
            "colour=red, colour",
            "q=a&q=b, repeated",
            "order=LOST, RECEIVED",
            "state=closed, finished",
            "overdue=yes, true",
            "sort=RANDOM, NEWEST",
            "limit=0, 200",
            "limit=many, 200",
            "offset=-1, 10000000",
            "since=yesterday, 2026-11-28",
        })
        void anUnknownOrInvalidParameterIsRefused(String query, String expected) {
            Answer answer = operator.get("/api/operations/trades?" + query);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.detail()).contains(expected);
        }

        @Test
        void aWildcardInTheTextIsOrdinaryText() {
            held();
            assertThat(search("q=PO_").path("total").asLong()).isZero();
            assertThat(search("q=%25%25%25").path("total").asLong()).isZero();
        }

        @Test
        void anOverdueInvoiceIsFound() {
            ObjectNode order = new BankTransfers(this).delivered();
            assertFlag(order, "overdue", false);
            jdbc.sql("UPDATE invoice SET due_at = issued_at - INTERVAL '2' DAY WHERE trading_id = ?")
                    .param(tradingId(order))
                    .update();
            assertFlag(order, "overdue", true);
        }

        @Test
        void overdueGoodsAreFound() {
            Goods goods = new Goods(this);
            ObjectNode order = Goods.order(goods.product(0, LocalDate.now().plusDays(3)), 2, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            assertFlag(order, "overdue", false);
            jdbc.sql("UPDATE consignment SET expected_on = DATE '2026-01-02' WHERE trading_id = ?")
                    .param(tradingId(order))
                    .update();
            assertFlag(order, "overdue", true);
        }

        @Test
        void aTradeThatItsClientDisputesIsFound() {
            ObjectNode order = finished();
            warn(order, "SEQUENCE_GAP");
            assertFlag(order, "disputed", false);
            warn(order, "CONTENT_MISMATCH");
            assertFlag(order, "disputed", true);
        }

        @Test
        void aWarningOfAnotherClientDisputesNothing() {
            ObjectNode order = finished();
            globex.request("warning", tradingId(order), warning(order, "CONTENT_MISMATCH"));
            awaitUntil(() -> assertThat(count("client_warning WHERE trading_id = '" + tradingId(order) + "'"))
                    .isEqualTo(1));
            assertFlag(order, "disputed", false);
        }

        @Test
        void aTradeWithoutItsProcessIsFound() {
            ObjectNode order = held();
            bean(ProcessRemoval.class).removeOrder(tradingId(order), "a restored backup");
            awaitUntil(() -> assertFlag(order, "orphaned", true));
            assertThat(view(order).at("/discrepancies/0/kind").asText()).isEqualTo("PROCESS_MISSING");
        }

        @Test
        void aTradeWithAnIncidentIsFound() {
            ObjectNode order = stuckAtTheProvider();
            assertFlag(order, "failed", false);
            Job job = failedJob(order);
            await().ignoreException(OptimisticLockingException.class)
                    .untilAsserted(() -> management.setJobRetries(job.getId(), 0));
            assertFlag(order, "failed", true);
            JsonNode incident = view(order).at("/incidents/0");
            assertThat(incident.path("activity").asText()).isEqualTo("Task_AuthorizePayment");
            assertThat(incident.path("name").asText()).isEqualTo("Authorize payment");
            assertThat(view(order).path("incidents")).hasSize(1);
            management.setJobRetries(job.getId(), 1);
        }

        @Test
        void aTradeThatItsClientDoesNotConfirmIsFound() {
            ObjectNode order = finished();
            assertFlag(order, "unconfirmed", false);
            jdbc.sql("UPDATE trade SET changed_at = changed_at - INTERVAL '2' HOUR WHERE trading_id = ?")
                    .param(tradingId(order))
                    .update();
            assertFlag(order, "unconfirmed", true);
        }

        @Test
        void aTradeShowsAllThatTheServerKnows() {
            ObjectNode order = finished();
            JsonNode trade = view(order);
            assertThat(trade.path("order").asText()).isEqualTo("COMPLETED");
            assertThat(trade.at("/contents/shipTo/city").asText()).isEqualTo("London");
            assertThat(trade.at("/sums/captured").asText()).isEqualTo("37.50");
            assertThat(trade.at("/lines/0/delivered").asInt()).isEqualTo(3);
            assertThat(trade.at("/consignments/0/lines/0/quantity").asInt()).isEqualTo(3);
            assertThat(texts(trade.path("movements"), "kind")).contains("AUTHORIZE", "CAPTURE");
            assertThat(trade.path("messages"))
                    .hasSize(acme.ofOrder(reference(order)).size());
            assertThat(trade.at("/messages/0/body").asText()).isIn(acme.bodies());
            assertThat(texts(trade.path("messages"), "state")).containsOnly("SENT");
            assertThat(texts(trade.path("messages"), "element")).contains("Order accepted", "Order completed");
            assertThat(texts(trade.path("instances"), "process")).contains("order");
            assertThat(texts(trade.path("instances"), "name")).contains("Order");
            assertThat(trade.at("/lines/0/name").asText()).isEqualTo("Earl Grey, 100 g");
            assertThat(trade.path("tasks")).isEmpty();
        }

        @Test
        void aWaitingTradeShowsItsTask() {
            JsonNode task = view(held()).at("/tasks/0");
            assertThat(task.path("name").asText()).isEqualTo("Review held order");
            assertThat(task.at("/groups/0").asText()).isEqualTo("order-desk");
            assertThat(task.at("/groupNames/0").asText()).isEqualTo("Order desk");
        }

        @Test
        void onlyACompletedTaskIsADeedOfItsAssignee() {
            ObjectNode cancelled = held();
            tasks.claim(task(cancelled, "Task_ReviewHeldOrder").getId(), "grace");
            ObjectNode request = JSON.createObjectNode().put("tradingId", tradingId(cancelled));
            request.putObject("reason").put("code", "CHANGED_MIND");
            acme.request("cancellation", tradingId(cancelled), request);
            awaitStatuses(cancelled, "CANCELLED/CANCELLED/PENDING");
            assertThat(deeds(cancelled)).noneMatch(deed -> deed.startsWith("Completed"));

            ObjectNode released = held();
            Task review = task(released, "Task_ReviewHeldOrder");
            tasks.claim(review.getId(), "grace");
            tasks.complete(review.getId(), Map.of("reviewOutcome", "RELEASE"));
            assertThat(deeds(released)).contains("Completed the task Review held order");
        }

        private List<String> deeds(ObjectNode order) {
            return StreamSupport.stream(
                            operator.get("/api/operations/trades/" + tradingId(order))
                                    .body()
                                    .path("deeds")
                                    .spliterator(),
                            false)
                    .map(deed -> deed.path("deed").asText())
                    .toList();
        }

        @Test
        void anUnknownTradeIsNotFound() {
            assertThat(operator.get("/api/operations/trades/none").status()).isEqualTo(404);
        }

        @Test
        void withoutALoginNothingIsShown() {
            assertThat(session().get("/api/operations/trades").status()).isEqualTo(401);
            assertThat(session().get("/api/operations/session").status()).isEqualTo(401);
        }

        @Test
        void aWrongPasswordStartsNoSession() {
            OperatorSession stranger = session();
            assertThat(stranger.logIn(new Credentials(secrets.operator().name(), "Wrong-0123456789")))
                    .isEqualTo(401);
            assertThat(stranger.get("/api/operations/trades").status()).isEqualTo(401);
        }

        @Test
        void aPersonWhoIsNoOperatorGetsNoSession() {
            IdentityService identities = bean(IdentityService.class);
            User visitor = identities.newUser("visitor-" + UUID.randomUUID());
            visitor.setPassword(PASSWORD);
            identities.saveUser(visitor);
            try {
                OperatorSession person = session();
                assertThat(person.logIn(new Credentials(visitor.getId(), PASSWORD)))
                        .isEqualTo(403);
                assertThat(person.get("/api/operations/trades").status()).isEqualTo(401);
            } finally {
                identities.deleteUser(visitor.getId());
            }
        }

        @Test
        void anOperatorWhoIsRemovedHasNoAccessAnyMore() {
            IdentityService identities = bean(IdentityService.class);
            User former = identities.newUser("former-" + UUID.randomUUID());
            former.setPassword(PASSWORD);
            identities.saveUser(former);
            identities.createMembership(former.getId(), "camunda-admin");
            OperatorSession session = session();
            assertThat(session.logIn(new Credentials(former.getId(), PASSWORD))).isEqualTo(204);
            assertThat(session.get("/api/operations/trades").status()).isEqualTo(200);
            identities.deleteMembership(former.getId(), "camunda-admin");
            assertThat(session.get("/api/operations/trades").status()).isEqualTo(403);
            identities.deleteUser(former.getId());
        }

        @Test
        void refusedRequestsOfTheClientAreShownAtItsTrade() {
            ObjectNode order = finished();
            ObjectNode cancellation = JSON.createObjectNode().put("tradingId", tradingId(order));
            cancellation.putObject("reason").put("code", "CHANGED_MIND");
            acme.request("cancellation", tradingId(order), cancellation);
            awaitUntil(() -> assertThat(refusals(order)).hasSize(1));
            for (String client : List.of("acme", "globex")) {
                http.withBasicAuth(client, secrets.ofClient(client))
                        .postForEntity("/api/trades/" + tradingId(order) + "/cancellation", cancellation, String.class);
            }
            assertThat(refusals(order)).containsExactly("CANCELLATION ALREADY_CLOSED", "CANCELLATION ALREADY_CLOSED");
        }

        /** The same requests come by several connections at once. */
        @Test
        void eachRefusalIsKeptOnceAndNoMoreThanConfigured() {
            ObjectNode order = finished();
            RefusedRequests refused = bean(RefusedRequests.class);
            Decision.Refused reason = new Decision.Refused("ALREADY_CLOSED", "The trade is closed.", null);
            List<CompletableFuture<Void>> senders = IntStream.range(0, 8)
                    .mapToObj(sender -> CompletableFuture.runAsync(
                            () -> IntStream.range(0, 60)
                                    .forEach(number ->
                                            refused.add(tradingId(order), "request-" + number, "CANCELLATION", reason)),
                            task -> new Thread(task).start()))
                    .toList();
            senders.forEach(CompletableFuture::join);

            assertThat(bean(JdbcClient.class)
                            .sql("SELECT request_id FROM refused_request WHERE trading_id = ?")
                            .param(tradingId(order))
                            .query(String.class)
                            .list())
                    .hasSize(50)
                    .doesNotHaveDuplicates();
        }

        private List<String> refusals(ObjectNode order) {
            return StreamSupport.stream(
                            operator.get("/api/operations/trades/" + tradingId(order))
                                    .body()
                                    .path("refusedRequests")
                                    .spliterator(),
                            false)
                    .map(one -> one.path("request").asText() + " "
                            + one.path("code").asText())
                    .toList();
        }

        @Test
        void aRequestWithoutTheTokenChangesNothing() {
            ObjectNode order = held();
            String cancellation = "/api/operations/trades/" + tradingId(order) + "/cancellation";
            OperatorSession forged = session();
            forged.logIn(secrets.operator());
            forged.forgetToken();
            assertThat(forged.post(cancellation, "{}").status()).isEqualTo(403);
            assertThat(operator.send("POST", cancellation, "{}", "Sec-Fetch-Site", "cross-site")
                            .status())
                    .isEqualTo(403);
            assertThat(acme.statusesOf(reference(order))).startsWith("ON_HOLD");
            assertThat(operator.post(cancellation, "{}").status()).isEqualTo(202);
            awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
        }

        @Test
        void requestsAtOnceShareTheSession() {
            List<CompletableFuture<Answer>> answers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> operator.get("/api/operations/trades?limit=1")))
                    .limit(20)
                    .toList();
            assertThat(answers)
                    .extracting(CompletableFuture::join)
                    .extracting(Answer::status)
                    .containsOnly(200);
        }

        @Test
        void afterTheLogoutTheSessionIsWorthless() {
            assertThat(operator.send("DELETE", "/api/operations/session", null).status())
                    .isEqualTo(204);
            assertThat(operator.get("/api/operations/trades").status()).isEqualTo(401);
        }

        private OperatorSession session() {
            return new OperatorSession(http.getRootUri());
        }

        private JsonNode search(String query) {
            Answer answer = operator.get("/api/operations/trades?" + query);
            assertThat(answer.status()).as(answer.detail()).isEqualTo(200);
            return answer.body();
        }

        private JsonNode view(ObjectNode order) {
            Answer answer = operator.get("/api/operations/trades/" + tradingId(order));
            assertThat(answer.status()).as(answer.detail()).isEqualTo(200);
            return answer.body();
        }

        /** The condition of the search and the mark in the list agree. */
        private void assertFlag(ObjectNode order, String flag, boolean expected) {
            String one = "q=" + reference(order);
            assertThat(search(one + "&" + flag + "=true").path("total").asLong())
                    .isEqualTo(expected ? 1 : 0);
            assertThat(search(one).at("/trades/0/flags").toString().contains(flag.toUpperCase()))
                    .isEqualTo(expected);
        }

        private ObjectNode finished() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            return order;
        }

        private Job failedJob(ObjectNode order) {
            awaitUntil(
                    () -> assertThat(management.createJobQuery().withException().list())
                            .anyMatch(job -> job.getExceptionMessage() != null && isOf(order, job)));
            return management.createJobQuery().withException().list().stream()
                    .filter(job -> isOf(order, job))
                    .findFirst()
                    .orElseThrow();
        }

        /** A job of a batch has no process instance. */
        private boolean isOf(ObjectNode order, Job job) {
            return job.getProcessInstanceId() != null
                    && runtime.createProcessInstanceQuery()
                                    .processInstanceId(job.getProcessInstanceId())
                                    .processInstanceBusinessKey(tradingId(order))
                                    .count()
                            == 1;
        }

        private void warn(ObjectNode order, String type) {
            long before = count("client_warning WHERE trading_id = '" + tradingId(order) + "'");
            acme.request("warning", tradingId(order), warning(order, type));
            awaitUntil(() -> assertThat(count("client_warning WHERE trading_id = '" + tradingId(order) + "'"))
                    .isEqualTo(before + 1));
        }

        private ObjectNode warning(ObjectNode order, String type) {
            return JSON.createObjectNode()
                    .put("warning", type)
                    .put("text", "The message differs from the order.")
                    .put("tradingId", tradingId(order))
                    .put("sequence", 2);
        }

        private static List<String> references(JsonNode list) {
            return texts(list.path("trades"), "orderReference");
        }

        private static List<String> texts(JsonNode list, String field) {
            return StreamSupport.stream(list.spliterator(), false)
                    .map(entry -> entry.path(field).asText())
                    .toList();
        }
    }
}
