package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.Threads;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Orders that are held by the decision table, reviewed by a person or amended by their client. */
@BothDatabases
class OrderReviewIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();

        @Autowired
        private IdentityService identities;

        @Autowired
        private ProcessEngineConfigurationImpl engine;

        @Autowired
        private TransactionTemplate transaction;

        @Test
        void anOrderOverTheLimitIsHeldUntilItIsReleased() {
            ObjectNode order = Orders.addLine(Orders.ordinary(), "POT-CAST-IRON", 200, "59.00");
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            assertThat(newest(order).at("/reason/code").asText()).isEqualTo("CREDIT_LIMIT");
            assertThat(Instant.parse(newest(order).at("/due/order").asText()))
                    .as("when somebody will have looked")
                    .isAfter(Instant.parse(acme.ofOrder(reference(order))
                                    .get(0)
                                    .at("/time")
                                    .asText())
                            .plus(Duration.ofHours(23)));

            review(order, "RELEASE");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            JsonNode resumed = acme.ofOrder(reference(order)).get(2).path("data");
            assertThat(resumed.path("order").asText()).isEqualTo("RECEIVED");
            assertThat(resumed.at("/actor/kind").asText()).isEqualTo("OPERATOR");
            assertThat(resumed.at("/actor/name").asText()).isEqualTo("erika");
            assertLegal(order);
        }

        @Test
        void aHeldOrderIsRejectedWithTheReasonOfTheHold() {
            ObjectNode order = elsewhere();
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            assertThat(newest(order).at("/reason/code").asText()).isEqualTo("ADDRESS");

            review(order, "REJECT");
            awaitStatuses(order, "REJECTED/NOT_STARTED/PENDING");
            assertThat(newest(order).at("/reason/code").asText()).isEqualTo("ADDRESS");
            assertLegal(order);
        }

        @Test
        void aReadOfAnEndingProcessIsAnOptimisticLockingFailure() {
            ObjectNode order = elsewhere();
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            String waiting = tasks.createTaskQuery()
                    .processInstanceBusinessKey(tradingId(order))
                    .singleResult()
                    .getExecutionId();

            assertThatThrownBy(() -> engine.getCommandExecutorTxRequired().execute(context -> {
                        ExecutionEntity half = context.getExecutionManager().findExecutionById(waiting);
                        CompletableFuture.runAsync(
                                        () -> {
                                            review(order, "REJECT");
                                            awaitStatuses(order, "REJECTED/NOT_STARTED/PENDING");
                                        },
                                        Threads.ONE_PER_TASK)
                                .join();
                        return half.getProcessInstance();
                    }))
                    .isInstanceOf(OptimisticLockingException.class);
        }

        @Test
        void aReleaseAfterAnOverdueReviewContinuesTheOrder() {
            ObjectNode order = elsewhere();
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            fire(order, "BoundaryEvent_ReviewOverdue");
            assertThat(tasks.createTaskQuery()
                            .processInstanceBusinessKey(tradingId(order))
                            .taskCandidateGroup("order-desk-lead")
                            .count())
                    .isEqualTo(1);

            review(order, "RELEASE");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(tasks.createTaskQuery()
                            .processInstanceBusinessKey(tradingId(order))
                            .count())
                    .isZero();
        }

        @Test
        void aReleaseThatRacesTheDeadlineFailsOptimistically() {
            ObjectNode order = elsewhere();
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            String review = task(order, "Task_ReviewHeldOrder").getId();
            String end = timers(order, "BoundaryEvent_ReviewMissed").get(0);
            FutureTask<Void> release =
                    new FutureTask<>(() -> tasks.complete(review, Map.of("reviewOutcome", "RELEASE")), null);
            Thread person = new Thread(release);
            transaction.executeWithoutResult(status -> {
                jdbc.sql("UPDATE trade SET sequence = sequence WHERE trading_id = ?")
                        .param(tradingId(order))
                        .update();
                person.start();
                await().atMost(PATIENCE).until(() -> isWithin(person, "TradeLocks"));
                management.executeJob(end);
            });
            assertThatThrownBy(release::get).hasCauseInstanceOf(OptimisticLockingException.class);
            awaitStatuses(order, "REJECTED/NOT_STARTED/PENDING");
            assertLegal(order);
        }

        private static boolean isWithin(Thread thread, String type) {
            return Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().endsWith("." + type));
        }

        @Test
        void anUnreviewedOrderIsRejectedAsOverdue() {
            ObjectNode order = elsewhere();
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            fire(order, "BoundaryEvent_ReviewOverdue");
            tasks.complete(task(order, "Task_ExpediteReview").getId());
            fire(order, "BoundaryEvent_ReviewMissed");
            awaitStatuses(order, "REJECTED/NOT_STARTED/PENDING");
            assertThat(newest(order).at("/reason/code").asText()).isEqualTo("REVIEW_OVERDUE");
            assertThat(tasks.createTaskQuery()
                            .processInstanceBusinessKey(tradingId(order))
                            .count())
                    .isZero();
            assertLegal(order);
        }

        @Test
        void anAmendmentIsANewRevisionThatIsCheckedAgain() {
            ObjectNode order = elsewhere();
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");

            ObjectNode amended = order.deepCopy();
            ((ObjectNode) amended.get("shipTo")).put("country", "GB");
            ((ObjectNode) amended.at("/lines/0")).put("quantity", 5);
            amend(order, amended);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");

            List<JsonNode> messages = acme.ofOrder(reference(order));
            JsonNode second = messages.get(2);
            assertThat(second.path("type").asText()).isEqualTo("trading.information.v1");
            assertThat(second.at("/data/revision").asInt()).isEqualTo(2);
            assertThat(second.at("/data/lines/0/quantity").asInt()).isEqualTo(5);
            assertThat(second.at("/data/shipTo/country").asText()).isEqualTo("GB");
            assertThat(second.at("/data/orderDigest").asText())
                    .isNotEqualTo(messages.get(0).at("/data/orderDigest").asText());
            assertThat(second.at("/data/statuses/order").asText()).isEqualTo("ON_HOLD");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("62.50");
            assertThat(newest(order).at("/lines/0/delivered").asInt()).isEqualTo(5);
        }

        @Test
        void aDuplicateOfTheOriginalOrderIsKnownAfterAnAmendment() {
            ObjectNode order = elsewhere();
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            ObjectNode amended = order.deepCopy();
            ((ObjectNode) amended.get("shipTo")).put("country", "GB");
            amend(order, amended);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            int before = acme.ofOrder(reference(order)).size();
            acme.order(order);
            awaitUntil(() -> assertThat(acme.ofOrder(reference(order))).hasSize(before + 1));
            assertThat(refusalsOf(order)).isEmpty();
        }

        @Test
        void anAmendmentNeedsAHeldOrder() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            ObjectNode amended = order.deepCopy();
            ((ObjectNode) amended.at("/lines/0")).put("quantity", 5);
            amend(order, amended);
            awaitUntil(() -> assertThat(refusalsOf(order)).hasSize(1));
            assertThat(refusalsOf(order).get(0).at("/reasons/0/code").asText()).isEqualTo("NOT_ON_HOLD");
            assertThat(refusalsOf(order).get(0).path("refused").asText()).isEqualTo("AMENDMENT");
        }

        @Test
        void anAmendmentIsCheckedLikeAnOrder() {
            ObjectNode order = elsewhere();
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            ObjectNode amended = order.deepCopy();
            ((ObjectNode) amended.at("/lines/0")).put("unitPrice", "1.00");
            amend(order, amended);
            awaitUntil(() -> assertThat(refusalsOf(order)).hasSize(1));
            assertThat(refusalsOf(order).get(0).at("/reasons/0/code").asText()).isEqualTo("PRICE_CHANGED");
            assertThat(refusalsOf(order).get(0).at("/reasons/0/pointer").asText())
                    .isEqualTo("/order/lines/0/unitPrice");
            assertThat(acme.statusesOf(reference(order))).isEqualTo("ON_HOLD/NOT_STARTED/PENDING");
        }

        private static ObjectNode elsewhere() {
            ObjectNode order = Orders.ordinary();
            ((ObjectNode) order.get("shipTo")).put("country", "AQ");
            return order;
        }

        private void review(ObjectNode order, String outcome) {
            String task = tasks.createTaskQuery()
                    .processInstanceBusinessKey(tradingId(order))
                    .taskDefinitionKey("Task_ReviewHeldOrder")
                    .singleResult()
                    .getId();
            identities.setAuthentication("erika", List.of("camunda-admin"));
            try {
                tasks.complete(task, Map.of("reviewOutcome", outcome));
            } finally {
                identities.clearAuthentication();
            }
        }

        private void amend(ObjectNode order, ObjectNode amended) {
            ObjectNode data = JSON.createObjectNode().put("tradingId", tradingId(order));
            data.set("order", amended);
            acme.request("amendment", tradingId(order), data);
        }
    }
}
