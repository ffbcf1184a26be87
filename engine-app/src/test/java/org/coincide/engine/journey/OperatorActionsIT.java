package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.deadletters.DeadLetters.Origin;
import org.coincide.engine.journey.OperatorSession.Answer;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The operators' actions about trades, warnings and dead letters over HTTP, their records, and the overview. */
@BothDatabases
class OperatorActionsIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();

        private OperatorSession operator;

        @Override
        boolean provokesDiscrepancies() {
            return true;
        }

        @BeforeEach
        void logIn() {
            operator = new OperatorSession(http.getRootUri());
            assertThat(operator.logIn(secrets.operator())).isEqualTo(204);
        }

        @Test
        void messagesAreSentAgainByteForByte() {
            ObjectNode order = finished();
            int messages = acme.ofOrder(reference(order)).size();
            List<String> before = acme.bodies();
            Answer answer = act(order, "resend", "{\"fromSequence\": 3}");
            assertThat(answer.status()).as(answer.detail()).isEqualTo(200);
            assertThat(answer.body().path("affected").asInt()).isEqualTo(messages - 2);
            awaitUntil(() -> assertThat(acme.ofOrder(reference(order))).hasSize(2 * messages - 2));
            assertThat(acme.bodies().subList(before.size(), acme.bodies().size()))
                    .allMatch(before::contains);
            assertRecord(order, "RESEND", "From sequence 3", null);
        }

        @Test
        void aMessageThatDoesNotExistIsNotSentAgain() {
            ObjectNode order = held();
            assertThat(act(order, "resend", "{\"fromSequence\": 99}").status()).isEqualTo(409);
            assertThat(act(order, "resend", "{\"fromSequence\": 0}").status()).isEqualTo(400);
            assertThat(act(order, "resend", "{}").status()).isEqualTo(400);
        }

        @Test
        void aFailedStepIsTriedAgainNow() {
            ObjectNode order = stuckAtTheProvider();
            awaitUntil(() -> assertThat(failedJobs(order)).isNotEmpty());
            Job job = failedJobs(order).get(0);
            await().ignoreException(OptimisticLockingException.class)
                    .untilAsserted(() -> management.setJobRetries(job.getId(), 0));
            assertThat(view(order).path("incidents")).hasSize(1);

            Answer answer = act(order, "retry", null);

            assertThat(answer.status()).as(answer.detail()).isEqualTo(200);
            assertThat(answer.body().path("affected").asInt()).isEqualTo(1);
            assertThat(view(order).path("incidents")).isEmpty();
            assertThat(failedJobs(order)).allMatch(retried -> retried.getRetries() > 0);
            assertRecord(order, "RETRY", "Authorize payment", null);
        }

        @Test
        void withoutAFailedStepNothingIsTriedAgain() {
            assertThat(act(held(), "retry", null).status()).isEqualTo(409);
        }

        @Test
        void aPausedTradeWaitsUntilItContinues() {
            ObjectNode order = held();
            assertThat(act(order, "pause", "{\"text\": \"The address is being checked.\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(act(order, "pause", "{\"text\": \"Again.\"}").status()).isEqualTo(409);
            assertThat(view(order).at("/instances/0/state").asText()).isEqualTo("SUSPENDED");
            assertThat(act(order, "cancellation", "{}").status()).isEqualTo(409);
            assertRecord(order, "CANCEL", null, "suspended");
            assertThat(act(order, "continuation", "{\"text\": \"The address is right.\"}")
                            .status())
                    .isEqualTo(200);
            tasks.complete(task(order, "Task_ReviewHeldOrder").getId(), Map.of("reviewOutcome", "RELEASE"));
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertRecord(order, "CONTINUE", "The address is right.", null);
        }

        @Test
        void aCancellationIsRecordedWithItsReason() {
            ObjectNode order = held();
            assertThat(act(order, "cancellation", "{\"reason\": {\"code\": \"FRAUD\", \"text\": \"A stolen card.\"}}")
                            .status())
                    .isEqualTo(202);
            awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
            assertRecord(order, "CANCEL", "A stolen card.", null);
        }

        @Test
        void aNoteStaysWithItsTrade() {
            ObjectNode order = held();
            assertThat(act(order, "notes", "{\"text\": \"The client called.\"}").status())
                    .isEqualTo(200);
            assertRecord(order, "NOTE", "The client called.", null);
            assertThat(act(order, "notes", "{\"text\": \" \"}").status()).isEqualTo(400);
            assertThat(operator.post("/api/operations/trades/none/notes", "{\"text\": \"x\"}")
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void aWarningIsAssignedAnsweredAndAcknowledged() {
            ObjectNode order = finished();
            warn(order);
            JsonNode warning = view(order).at("/warnings/0");
            String path = "/api/operations/warnings/" + warning.path("id").asLong();

            assertThat(operator.post(path + "/assignment", "{\"person\": \"olivia\"}")
                            .body()
                            .path("assignee")
                            .asText())
                    .isEqualTo("olivia");
            assertThat(operator.post(path + "/answer", "{\"text\": \"The price was corrected.\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(warningsOf("acme", order)).singleElement().satisfies(seen -> {
                assertThat(seen.path("answer").asText()).isEqualTo("The price was corrected.");
                assertThat(seen.has("acknowledgedAt")).isFalse();
                assertThat(seen.toString())
                        .doesNotContain("olivia", secrets.operator().name());
            });
            assertThat(warningsOf("globex", order)).isEmpty();
            assertThat(openWarnings(order)).hasSize(1);

            assertThat(operator.post(path + "/acknowledgement", null).status()).isEqualTo(200);
            assertThat(operator.post(path + "/acknowledgement", null).status()).isEqualTo(409);
            assertThat(operator.post(path + "/assignment", "{\"person\": \"olivia\"}")
                            .status())
                    .isEqualTo(409);
            assertThat(openWarnings(order)).isEmpty();
            assertThat(warningsOf("acme", order)).allMatch(seen -> seen.has("acknowledgedAt"));
            // A message to the client may still be on its way.
            awaitUntil(() -> assertThat(view(order).path("flags")).isEmpty());
            assertRecord(order, "ANSWER_WARNING", "The price was corrected.", null);
            assertRecord(order, "ACKNOWLEDGE_WARNING", null, null);
        }

        @Test
        void anUnknownWarningIsNotFound() {
            assertThat(operator.post("/api/operations/warnings/999999999/acknowledgement", null)
                            .status())
                    .isEqualTo(404);
            assertThat(operator.get("/api/operations/warnings?limit=0").status())
                    .isEqualTo(400);
        }

        @Test
        void aDeadLetterIsProcessedWithItsSender() {
            ObjectNode order = Orders.ordinary();
            long id = letter(acme.enveloped("order", reference(order), order).toString());
            assertThat(operator.post("/api/operations/dead-letters/" + id + "/processing", null)
                            .status())
                    .isEqualTo(200);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(operator.get("/api/operations/dead-letters/" + id + "/body")
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void aDeadLetterThatIsRefusedAgainStays() {
            bean(DeadLetters.class)
                    .add(
                            new Origin(
                                    "trading.carrier",
                                    "carrier",
                                    UUID.randomUUID().toString(),
                                    null,
                                    null),
                            "INVALID_REPORT",
                            "The report is no JSON.",
                            "no report".getBytes(StandardCharsets.UTF_8));
            long id = newestLetter().path("id").asLong();
            Answer answer = operator.post("/api/operations/dead-letters/" + id + "/processing", null);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(newestLetter().path("id").asLong()).isEqualTo(id);
            assertThat(discard(id, "A test of the carrier.").status()).isEqualTo(200);
            assertThat(discard(id, "Again.").status()).isEqualTo(404);
            assertThat(count("operator_action WHERE subject = 'dead letter " + id + "'"))
                    .isEqualTo(2);
        }

        @Test
        void anUnreadableDeadLetterIsNotProcessed() {
            bean(DeadLetters.class)
                    .add(
                            new Origin(
                                    "trading.orders", "acme", UUID.randomUUID().toString(), null, null),
                            "MALFORMED_BODY",
                            "The body is broken.",
                            new byte[] {(byte) 0xff, 0});
            long id = newestLetter().path("id").asLong();
            assertThat(operator.post("/api/operations/dead-letters/" + id + "/processing", null)
                            .detail())
                    .contains("cannot be read");
            discard(id, "Unreadable.");
        }

        @Test
        void theRecordHasWhatIsGoneSince() {
            bean(DeadLetters.class)
                    .add(
                            new Origin(
                                    "trading.orders", "acme", UUID.randomUUID().toString(), null, null),
                            "MALFORMED_BODY",
                            "The body is broken.",
                            new byte[] {0});
            long id = newestLetter().path("id").asLong();
            discard(id, "A test of acme.");
            ObjectNode order = held();
            act(order, "notes", "{\"text\": \"The newest.\"}");

            List<JsonNode> newest = StreamSupport.stream(
                            operator.get("/api/operations/actions?limit=2")
                                    .body()
                                    .spliterator(),
                            false)
                    .toList();
            assertThat(newest)
                    .extracting(one -> one.path("action").asText() + " "
                            + one.path("subject").asText() + " "
                            + one.path("text").asText() + " by "
                            + one.path("person").asText())
                    .containsExactly(
                            "NOTE null The newest. by " + secrets.operator().name(),
                            "DISCARD_DEAD_LETTER dead letter " + id + " A test of acme. by "
                                    + secrets.operator().name());
            assertThat(operator.get("/api/operations/actions?person=nobody").body())
                    .isEmpty();
            assertThat(operator.get("/api/operations/actions?limit=0").status()).isEqualTo(400);
        }

        @Test
        void eachNumberOfTheOverviewIsThatOfItsList() {
            ObjectNode order = held();
            warn(order);
            JsonNode overview = operator.get("/api/operations/overview").body();
            assertThat(overview.path("flagged").properties()).hasSize(6);
            awaitUntil(() -> {
                JsonNode now = operator.get("/api/operations/overview").body();
                now.path("flagged").properties().forEach(flag -> assertThat(
                                flag.getValue().asLong())
                        .as(flag.getKey())
                        .isEqualTo(total("trades?" + flag.getKey().toLowerCase() + "=true")));
                now.at("/open/ORDER")
                        .forEach(count -> assertThat(count.path("trades").asLong())
                                .isEqualTo(total("trades?state=open&order="
                                        + count.path("status").asText())));
                now.path("warnings")
                        .forEach(count -> assertThat(count.path("warnings").asLong())
                                .isEqualTo(total("warnings?acknowledged=false&client="
                                        + count.path("clientId").asText() + "&warning="
                                        + count.path("warning").asText())));
            });
            assertThat(overview.at("/open/ORDER").toString()).contains("ON_HOLD");
            assertThat(overview.path("warnings").toString()).contains("CONTENT_MISMATCH");
        }

        @Test
        void theOverviewCountsTheOpenTasksOfEachGroup() {
            ObjectNode order = held();
            TaskService tasks = bean(TaskService.class);
            Task review = tasks.createTaskQuery()
                    .processInstanceBusinessKey(tradingId(order))
                    .singleResult();
            tasks.setAssignee(review.getId(), secrets.operator().name());
            review = tasks.createTaskQuery().taskId(review.getId()).singleResult();
            review.setDueDate(new Date(0));
            tasks.saveTask(review);
            Task ofNoGroup = tasks.newTask();
            tasks.saveTask(ofNoGroup);
            try {
                awaitUntil(() -> {
                    JsonNode groups =
                            operator.get("/api/operations/overview").body().path("tasks");
                    JsonNode desk = only(groups, "order-desk");
                    assertThat(desk.path("name").asText()).isEqualTo("Order desk");
                    assertThat(desk.path("tasks").asLong())
                            .isEqualTo(ofDesk(tasks).count());
                    assertThat(desk.path("unclaimed").asLong())
                            .isEqualTo(ofDesk(tasks).taskUnassigned().count())
                            .isLessThan(desk.path("tasks").asLong());
                    assertThat(desk.path("overdue").asLong())
                            .isEqualTo(ofDesk(tasks).dueBefore(new Date()).count())
                            .isPositive();
                    assertThat(Instant.parse(desk.path("oldest").asText()))
                            .isEqualTo(ofDesk(tasks)
                                    .orderByTaskCreateTime()
                                    .asc()
                                    .listPage(0, 1)
                                    .get(0)
                                    .getCreateTime()
                                    .toInstant());
                    assertThat(bean(FilterService.class)
                                    .getFilter(desk.path("filter").asText())
                                    .getName())
                            .isEqualTo("Order desk");
                    assertThat(only(groups, "").path("tasks").asLong()).isEqualTo(1);
                });
            } finally {
                tasks.deleteTask(ofNoGroup.getId(), true);
            }
        }

        private TaskQuery ofDesk(TaskService tasks) {
            return tasks.createTaskQuery().taskCandidateGroup("order-desk").includeAssignedTasks();
        }

        private JsonNode only(JsonNode groups, String id) {
            return StreamSupport.stream(groups.spliterator(), false)
                    .filter(group -> group.path("group").asText().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        private Answer act(ObjectNode order, String action, String body) {
            return operator.post("/api/operations/trades/" + tradingId(order) + "/" + action, body);
        }

        private JsonNode view(ObjectNode order) {
            return operator.get("/api/operations/trades/" + tradingId(order)).body();
        }

        private long total(String list) {
            return operator.get("/api/operations/" + list).body().path("total").asLong();
        }

        private void assertRecord(ObjectNode order, String action, String text, String refusal) {
            assertThat(view(order).path("actions")).anySatisfy(record -> {
                assertThat(record.path("action").asText()).isEqualTo(action);
                assertThat(record.path("person").asText())
                        .isEqualTo(secrets.operator().name());
                assertThat(record.path("text").asText()).contains(text == null ? "" : text);
                if (refusal == null) {
                    assertThat(record.path("refusal").isNull()).isTrue();
                } else {
                    assertThat(record.path("refusal").asText()).contains(refusal);
                }
            });
        }

        private ObjectNode finished() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            return order;
        }

        private List<Job> failedJobs(ObjectNode order) {
            return runtime.createProcessInstanceQuery().processInstanceBusinessKey(tradingId(order)).list().stream()
                    .flatMap(instance ->
                            management
                                    .createJobQuery()
                                    .processInstanceId(instance.getId())
                                    .withException()
                                    .list()
                                    .stream())
                    .toList();
        }

        private void warn(ObjectNode order) {
            acme.request(
                    "warning",
                    tradingId(order),
                    JSON.createObjectNode()
                            .put("warning", "CONTENT_MISMATCH")
                            .put("text", "The price differs from the order.")
                            .put("tradingId", tradingId(order))
                            .put("sequence", 1));
            awaitUntil(() -> assertThat(count("client_warning WHERE trading_id = '" + tradingId(order) + "'"))
                    .isEqualTo(1));
        }

        private List<JsonNode> openWarnings(ObjectNode order) {
            return ofTrade(
                    operator.get("/api/operations/warnings?acknowledged=false&client=acme&limit=200")
                            .body()
                            .path("warnings"),
                    order);
        }

        private List<JsonNode> warningsOf(String client, ObjectNode order) {
            return ofTrade(
                    http.withBasicAuth(client, secrets.ofClient(client)).getForObject("/api/warnings", JsonNode.class),
                    order);
        }

        private List<JsonNode> ofTrade(JsonNode warnings, ObjectNode order) {
            return StreamSupport.stream(warnings.spliterator(), false)
                    .filter(warning -> warning.path("tradingId").asText().equals(tradingId(order)))
                    .toList();
        }

        private long letter(String body) {
            bean(DeadLetters.class)
                    .add(
                            new Origin(
                                    "trading.orders", "acme", UUID.randomUUID().toString(), null, null),
                            "NOT_PROCESSED",
                            "The server failed to process the message.",
                            body.getBytes(StandardCharsets.UTF_8));
            return newestLetter().path("id").asLong();
        }

        private JsonNode newestLetter() {
            return operator.get("/api/operations/dead-letters?limit=1").body().path(0);
        }

        private Answer discard(long id, String text) {
            return operator.post("/api/operations/dead-letters/" + id + "/discard", "{\"text\": \"" + text + "\"}");
        }
    }
}
