package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.payment.provider.PaymentEvent;
import org.coincide.engine.payment.provider.PaymentEvents;
import org.coincide.engine.payment.provider.PaymentId;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.Threads;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Returns of goods after the trade was closed. */
@BothDatabases
class GoodsReturnIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final String SKU = "TEA-EARL-GREY-100";

        @Autowired
        private PausingProvider provider;

        @Test
        void twoReturnsAddUpToAFullRefund() {
            ObjectNode order = delivered();
            int onHand = onHand();
            ask(order, "RET-1", 1);
            accept(order, true);
            receive(order, 1, "GOOD");
            awaitStatuses(order, "COMPLETED/PARTIALLY_RETURNED/PARTIALLY_REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("12.50");

            ask(order, "RET-2", 2);
            accept(order, true);
            receive(order, 2, "DAMAGED");
            awaitStatuses(order, "COMPLETED/RETURNED/REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("37.50");
            assertThat(newest(order).at("/lines/0/returned").asInt()).isEqualTo(3);
            assertThat(onHand())
                    .as("only what is in good condition is for sale again")
                    .isEqualTo(onHand + 1);
            assertLegal(order);
        }

        @Test
        void aDuplicateReturnCountsOnce() {
            ObjectNode order = delivered();
            ask(order, "RET-1", 2);
            ask(order, "RET-1", 2);
            assertThat(byHttp("acme", order, body("RET-1", 1, 1)).getBody()).contains("RETURN_NUMBER_TAKEN");
            accept(order, true);
            assertThat(tasksOf(order, "Task_ReceiveGoods")).hasSize(1);
            receive(order, 2, "GOOD");
            awaitStatuses(order, "COMPLETED/PARTIALLY_RETURNED/PARTIALLY_REFUNDED");
            assertLegal(order);
        }

        @Test
        void aRejectedReturnIsRefusedAndChangesNothing() {
            ObjectNode order = delivered();
            askByQueue(order, "RET-1", 1);
            accept(order, false);
            awaitUntil(() -> assertThat(refusalsOf(order)).hasSize(1));
            assertThat(refusalsOf(order).get(0).path("refused").asText()).isEqualTo("RETURN");
            assertThat(refusalsOf(order).get(0).at("/reasons/0/code").asText()).isEqualTo("RETURN_NOT_ACCEPTED");
            assertThat(refusalsOf(order).get(0).at("/reasons/0/text").asText())
                    .isEqualTo("Tea that was opened is not taken back.");
            assertThat(acme.statusesOf(reference(order))).isEqualTo("COMPLETED/DELIVERED/PAID");
        }

        @Test
        void anEmptyReturnIsRefused() {
            ObjectNode order = delivered();
            askByQueue(order, "RET-1", 1);
            accept(order, true);
            receive(order, 0, "GOOD");
            awaitUntil(() -> assertThat(refusalsOf(order)).hasSize(1));
            assertThat(refusalsOf(order).get(0).at("/reasons/0/code").asText()).isEqualTo("NOTHING_ARRIVED");
            assertThat(acme.statusesOf(reference(order))).isEqualTo("COMPLETED/DELIVERED/PAID");
        }

        @Test
        void anUndecidedReturnEscalatesUntilItIsDecided() {
            ObjectNode order = delivered();
            ask(order, "RET-1", 1);
            fire(order, "BoundaryEvent_DecisionOverdue");
            assertThat(tasks.createTaskQuery()
                            .taskCandidateGroup("order-desk-lead")
                            .taskId(task(order, "Task_ExpediteDecision").getId())
                            .count())
                    .isEqualTo(1);

            accept(order, true);
            assertThat(tasksOf(order, "Task_ExpediteDecision")).isEmpty();
            receive(order, 1, "GOOD");
            awaitStatuses(order, "COMPLETED/PARTIALLY_RETURNED/PARTIALLY_REFUNDED");
            assertLegal(order);
        }

        @Test
        void anOverdueReturnIsRefusedAndCanBeRequestedAgain() {
            ObjectNode order = delivered();
            askByQueue(order, "RET-1", 3);
            accept(order, true);
            fire(order, "BoundaryEvent_GoodsOverdue");
            awaitUntil(() -> assertThat(refusalsOf(order)).hasSize(1));
            assertThat(refusalsOf(order).get(0).at("/reasons/0/code").asText()).isEqualTo("NOTHING_ARRIVED");
            assertThat(tasksOf(order, "Task_ReceiveGoods")).isEmpty();
            assertThat(acme.statusesOf(reference(order))).isEqualTo("COMPLETED/DELIVERED/PAID");

            ask(order, "RET-2", 3);
            accept(order, true);
            receive(order, 3, "GOOD");
            awaitStatuses(order, "COMPLETED/RETURNED/REFUNDED");
            assertLegal(order);
        }

        @Test
        void goodsThatArriveInTimeAreRefundedWithoutTheRest() {
            ObjectNode order = delivered(Orders.addLine(Orders.ordinary(), "CUP-PORCELAIN", 2, "4.90"));
            ObjectNode both = body("RET-1", 1, 3);
            both.withArray("lines").addObject().put("number", 2).put("quantity", 2);
            assertThat(byHttp("acme", order, both).getStatusCode().value()).isEqualTo(202);
            accept(order, true);
            awaitUntil(() -> assertThat(tasksOf(order, "Task_ReceiveGoods")).hasSize(2));
            Task cups = tasksOf(order, "Task_ReceiveGoods").stream()
                    .filter(task ->
                            tasks.getVariable(task.getId(), "returnedLine").equals(2))
                    .findFirst()
                    .orElseThrow();
            tasks.complete(cups.getId(), Map.of("receivedPieces", 2L, "receivedCondition", "GOOD"));

            fire(order, "BoundaryEvent_GoodsOverdue");
            awaitStatuses(order, "COMPLETED/PARTIALLY_RETURNED/PARTIALLY_REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("9.80");
            assertThat(newest(order).at("/lines/0/returned").asInt()).isZero();
            assertThat(newest(order).at("/lines/1/returned").asInt()).isEqualTo(2);
            assertLegal(order);
        }

        @Test
        void aReturnCannotExceedTheDeliveredPieces() {
            ObjectNode order = delivered();
            ask(order, "RET-1", 2);
            ResponseEntity<String> answer = byHttp("acme", order, body("RET-2", 1, 2));
            assertThat(answer.getStatusCode().value()).isEqualTo(409);
            assertThat(answer.getBody()).contains("TOO_MANY", "at most 1");
            assertThat(byHttp("acme", order, body("RET-3", 7, 1)).getBody()).contains("UNKNOWN_LINE");
            assertThat(byHttp("globex", order, body("RET-4", 1, 1))
                            .getStatusCode()
                            .value())
                    .isEqualTo(404);
        }

        @Test
        void concurrentReturnsDoNotExceedTheDeliveredPieces() {
            ObjectNode order = delivered();
            List<Integer> answers = IntStream.range(0, 8)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> byHttp("acme", order, body("RET-" + number, 1, 1)), Threads.ONE_PER_TASK))
                    .toList()
                    .stream()
                    .map(answer -> answer.join().getStatusCode().value())
                    .toList();
            assertThat(answers).hasSize(8).containsOnly(202, 409);
            assertThat(answers.stream().filter(status -> status == 202)).hasSize(3);
        }

        @Test
        void aCountThatExceedsAnIntegerIsRefused() {
            ObjectNode order = delivered();
            ask(order, "RET-1", 1);
            accept(order, true);
            assertThatThrownBy(() -> receive(order, 4294967297L, "GOOD")).hasMessageContaining("from 0 to 1");
            receive(order, 1, "GOOD");
            awaitStatuses(order, "COMPLETED/PARTIALLY_RETURNED/PARTIALLY_REFUNDED");
        }

        @Test
        void undeliveredGoodsCannotBeReturned() {
            ObjectNode order = Orders.ordinary();
            ((ObjectNode) order.get("shipTo")).put("country", "AQ");
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            ResponseEntity<String> answer = byHttp("acme", order, body("RET-1", 1, 1));
            assertThat(answer.getStatusCode().value()).isEqualTo(409);
            assertThat(answer.getBody()).contains("NOT_DELIVERED");
        }

        @Test
        void anOperatorSettlesARefundThatIsNeverAnswered() {
            ObjectNode order = delivered();
            String tradingId = tradingId(order);
            provider.neverAnswerRefunds(tradingId);
            ask(order, "RET-1", 1);
            accept(order, true);
            receive(order, 1, "GOOD");
            String refund = "payment_movement WHERE trading_id = '" + tradingId + "' AND kind = 'REFUND'";
            awaitUntil(
                    () -> assertThat(count(refund + " AND state = 'UNKNOWN'")).isEqualTo(1));
            await().ignoreException(OptimisticLockingException.class).untilAsserted(() -> {
                failedJobs(tradingId).forEach(job -> management.setJobRetries(job, 0));
                assertThat(incidents(tradingId)).isEqualTo(1);
            });

            ResponseEntity<String> answer = settle(order, "RET-1");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);

            awaitStatuses(order, "COMPLETED/PARTIALLY_RETURNED/PARTIALLY_REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("12.50");
            assertThat(count(refund + " AND state = 'DONE'")).isEqualTo(1);
            awaitUntil(() -> assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(tradingId)
                            .count())
                    .isZero());
            assertThat(settle(order, "RET-1").getStatusCode().value()).isEqualTo(409);
            assertLegal(order);

            ask(order, "RET-2", 2);
            accept(order, true);
            receive(order, 2, "GOOD");
            awaitUntil(() -> assertThat(count(refund + " AND state = 'UNKNOWN' AND amount = 25.00"))
                    .isEqualTo(1));
            awaitUntil(() ->
                    assertThat(settle(order, "RET-2").getStatusCode().value()).isEqualTo(200));
            awaitStatuses(order, "COMPLETED/RETURNED/REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("37.50");
            assertLegal(order);
        }

        @Test
        void anOperatorSettlesARefundThatIsRefused() {
            ObjectNode order = delivered();
            String tradingId = tradingId(order);
            jdbc.sql("UPDATE simulated_provider_call SET amount = 0.01 WHERE idempotency_key = ?")
                    .param(tradingId + "/capture/1")
                    .update();
            ask(order, "RET-1", 1);
            accept(order, true);
            receive(order, 1, "GOOD");
            awaitUntil(() -> assertThat(new CardOrders(this).jobFailuresOf(tradingId))
                    .singleElement()
                    .asString()
                    .contains("failed: refund_failed", "then press Settle payment"));
            awaitUntil(() ->
                    assertThat(settle(order, "RET-1").getStatusCode().value()).isEqualTo(200));
            awaitStatuses(order, "COMPLETED/PARTIALLY_RETURNED/PARTIALLY_REFUNDED");
            assertThat(bean(PaymentEvents.class)
                            .report(new PaymentEvent.RefundChanged(
                                    "evt-" + UUID.randomUUID(), PaymentId.ofKey(tradingId + "/refund/return/RET-1"))))
                    .as("the provider reports late that it refused")
                    .isEqualTo(ReportOutcome.NOT_EXPECTED);
            assertLegal(order);
        }

        @ParameterizedTest
        @CsvSource({"A, 350, A/2, 50", "A/2, 50, A, 350"})
        void returnsWithSimilarNumbersAreBothRefunded(String first, int pieces, String second, int rest) {
            ObjectNode order = delivered(CardOrders.inTwoConsignments("tok_ok"));
            ask(order, first, pieces);
            accept(order, true);
            receive(order, pieces, "DAMAGED");
            awaitStatuses(order, "COMPLETED/PARTIALLY_RETURNED/PARTIALLY_REFUNDED");
            ask(order, second, rest);
            accept(order, true);
            receive(order, rest, "DAMAGED");
            awaitStatuses(order, "COMPLETED/RETURNED/REFUNDED");
            assertLegal(order);
        }

        private ResponseEntity<String> settle(ObjectNode order, String returnNumber) {
            return new Goods(this)
                    .post(
                            secrets.operator(),
                            "/api/operations/trades/" + tradingId(order) + "/settlement",
                            "{\"text\":\"Refunded at the provider.\",\"movements\":[\"" + tradingId(order)
                                    + "/refund/return/" + returnNumber + "\"]}");
        }

        private List<String> failedJobs(String tradingId) {
            return runtime.createProcessInstanceQuery().processInstanceBusinessKey(tradingId).list().stream()
                    .flatMap(instance ->
                            management
                                    .createJobQuery()
                                    .processInstanceId(instance.getId())
                                    .withException()
                                    .list()
                                    .stream())
                    .map(Job::getId)
                    .toList();
        }

        private long incidents(String tradingId) {
            return runtime.createProcessInstanceQuery().processInstanceBusinessKey(tradingId).list().stream()
                    .mapToLong(instance -> runtime
                            .createIncidentQuery()
                            .processInstanceId(instance.getId())
                            .incidentType(Incident.FAILED_JOB_HANDLER_TYPE)
                            .list()
                            .stream()
                            .filter(incident -> incident.getId().equals(incident.getRootCauseIncidentId()))
                            .count())
                    .sum();
        }

        private ObjectNode delivered() {
            return delivered(Orders.ordinary());
        }

        private ObjectNode delivered(ObjectNode order) {
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            return order;
        }

        private void ask(ObjectNode order, String number, int pieces) {
            ResponseEntity<String> answer = byHttp("acme", order, body(number, 1, pieces));
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(202);
        }

        /** Requests by the queue, so that a later refusal names the request. */
        private void askByQueue(ObjectNode order, String number, int pieces) {
            acme.request("return", tradingId(order), body(number, 1, pieces).put("tradingId", tradingId(order)));
        }

        private static ObjectNode body(String number, int line, int pieces) {
            ObjectNode data = JSON.createObjectNode().put("returnNumber", number);
            data.putArray("lines").addObject().put("number", line).put("quantity", pieces);
            data.putObject("reason").put("code", "DAMAGED");
            return data;
        }

        private void accept(ObjectNode order, boolean accepted) {
            tasks.complete(
                    task(order, "Task_DecideReturn").getId(),
                    Map.of("returnAccepted", accepted, "returnNote", "Tea that was opened is not taken back."));
        }

        private void receive(ObjectNode order, long pieces, String condition) {
            tasks.complete(
                    task(order, "Task_ReceiveGoods").getId(),
                    Map.of("receivedPieces", pieces, "receivedCondition", condition));
        }

        private int onHand() {
            return jdbc.sql("SELECT on_hand FROM stock WHERE sku = ?")
                    .param(SKU)
                    .query(Integer.class)
                    .single();
        }

        private ResponseEntity<String> byHttp(String client, ObjectNode order, ObjectNode body) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            headers.setBasicAuth(client, secrets.ofClient(client));
            return http.postForEntity(
                    "/api/trades/" + tradingId(order) + "/return",
                    new HttpEntity<>(body.toString(), headers),
                    String.class);
        }
    }
}
