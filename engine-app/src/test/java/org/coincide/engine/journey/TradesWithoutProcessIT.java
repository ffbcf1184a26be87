package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.Job;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.lifecycle.ProcessRemoval;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Process instances that an operator deletes, suspends or modifies, and open trades that lost their process. */
@BothDatabases
class TradesWithoutProcessIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        boolean provokesDiscrepancies() {
            return true;
        }

        @Test
        void anOrdersProcessIsNotDeletedOverEngineRest() {
            ObjectNode order = held();
            ResponseEntity<String> answer = operator(
                    HttpMethod.DELETE,
                    engineRest() + "/process-instance/" + instanceOf(order)
                            + "?skipCustomListeners=true&skipIoMappings=true",
                    null);
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(409);
            assertThat(answer.getBody()).contains("/api/operations/trades/" + tradingId(order) + "/cancellation");
            assertThat(tasksOf(order, "Task_ReviewHeldOrder")).hasSize(1);
        }

        @Test
        void aCalledProcessIsNotDeletedOverEngineRest() {
            ObjectNode order = stuckAtTheProvider();
            String called = runtime.createProcessInstanceQuery()
                    .superProcessInstanceId(instanceOf(order))
                    .singleResult()
                    .getId();
            ResponseEntity<String> answer =
                    operator(HttpMethod.DELETE, engineRest() + "/process-instance/" + called, null);
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(409);
            assertThat(instancesOf(order)).isEqualTo(2);
        }

        @Test
        void aBatchDoesNotDeleteAnOrdersProcess() {
            ObjectNode order = held();
            ResponseEntity<String> answer = operator(
                    HttpMethod.POST,
                    engineRest() + "/process-instance/delete",
                    "{\"processInstanceIds\":[\"" + instanceOf(order) + "\"],\"skipCustomListeners\":true}");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
            String batch = json(answer).path("id").asText();
            awaitUntil(() -> assertThat(management.createJobQuery().withException().list().stream()
                            .map(Job::getExceptionMessage))
                    .anyMatch(message -> message.contains(tradingId(order))));
            // A job of the batch collides with its deletion, or PostgreSQL finds a deadlock of the two.
            await().ignoreExceptionsInstanceOf(ProcessEngineException.class)
                    .untilAsserted(() -> management.deleteBatch(batch, true));
            assertThat(instancesOf(order)).isEqualTo(1);
        }

        @Test
        void aModificationDoesNotEndAnOrdersProcess() {
            ObjectNode order = held();
            ResponseEntity<String> answer = operator(
                    HttpMethod.POST,
                    engineRest() + "/process-instance/" + instanceOf(order) + "/modification",
                    """
                    {"skipCustomListeners": true, "skipIoMappings": true,
                     "instructions": [{"type": "cancel", "activityId": "Activity_ReviewOrder"}]}""");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(409);
            assertThat(tasksOf(order, "Task_ReviewHeldOrder")).hasSize(1);
        }

        @Test
        void aModificationWithoutListenersStillTellsTheClient() {
            ObjectNode order = held();
            ResponseEntity<String> answer = operator(
                    HttpMethod.POST,
                    engineRest() + "/process-instance/" + instanceOf(order) + "/modification",
                    """
                    {"skipCustomListeners": true, "skipIoMappings": true,
                     "instructions": [{"type": "startBeforeActivity", "activityId": "Event_OrderResumed"},
                                      {"type": "cancel", "activityId": "Activity_ReviewOrder"}]}""");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(204);
            awaitStatuses(order, "RECEIVED/NOT_STARTED/PENDING");
            assertThat(tasksOf(order, "Task_ReviewHeldOrder")).isEmpty();
        }

        @Test
        void aMissingProcessIsReported() {
            ObjectNode order = orphan(held());
            awaitUntil(() -> assertThat(kindsOf(order)).containsExactly("PROCESS_MISSING"));
            assertThat(bean(HealthEndpoint.class)
                            .healthForPath("trades")
                            .getStatus()
                            .getCode())
                    .isEqualTo("DEGRADED");
            awaitUntil(() -> assertThat(gauge()).isPositive());
            assertThat(cancel(order).getStatusCode().value()).isEqualTo(202);
            awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
            assertThat(newest(order).at("/reason/code").asText()).isEqualTo("LOST");
            awaitUntil(() -> assertThat(kindsOf(order)).isEmpty());
            assertLegal(order);
        }

        @Test
        void cancellingAnOrphanReleasesMoneyAndGoods() {
            ObjectNode order = waitingForTheCarrier();
            bean(ProcessRemoval.class).removeOrder(tradingId(order), "a restored backup");
            awaitUntil(() -> assertThat(kindsOf(order)).containsExactly("PROCESS_MISSING"));
            assertThat(cancel(order).getStatusCode().value()).isEqualTo(202);
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(reservedOf(order)).isZero();
            assertLegal(order);
        }

        @Test
        void anOrphanBlocksNoLaterOrderOfItsArticle() throws Exception {
            Goods goods = new Goods(this);
            String sku = goods.product(0, java.time.LocalDate.now().plusDays(3));
            ObjectNode first = Goods.order(sku, 2, "tok_ok");
            acme.order(first);
            awaitStatuses(first, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            orphan(first);
            ObjectNode second = Goods.order(sku, 3, "tok_ok");
            acme.order(second);
            awaitStatuses(second, "IN_PROGRESS/BACKORDERED/AUTHORIZED");

            goods.receive(sku, 3);
            awaitStatuses(second, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aClientCanCancelAnOrphan() {
            ObjectNode order = orphan(held());
            acme.request(
                    "cancellation", tradingId(order), JSON.createObjectNode().put("tradingId", tradingId(order)));
            awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
        }

        @Test
        void aSuspendedProcessIsReportedUntilItIsActivated() {
            ObjectNode order = held();
            suspend(order, true);
            awaitUntil(() -> assertThat(kindsOf(order)).containsExactly("PROCESS_SUSPENDED"));
            ResponseEntity<String> answer = cancel(order);
            assertThat(answer.getStatusCode().value()).isEqualTo(409);
            assertThat(answer.getBody())
                    .contains("suspended", "Continue the trade first")
                    .doesNotContain("offers no cancellation", "Contact");
            assertThat(cancelAsClient(order).getBody()).contains("suspended", "Contact the server's operator");
            suspend(order, false);
            awaitUntil(() -> assertThat(kindsOf(order)).isEmpty());
            assertThat(cancel(order).getStatusCode().value()).isEqualTo(202);
            awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
        }

        @Test
        void aSuspendedOrderIsCancelledByRecovery() {
            ObjectNode order = stuckAtTheProvider();
            suspend(order, true);
            ResponseEntity<String> answer =
                    recover(order, "{\"action\":\"CANCEL\",\"reason\":{\"code\":\"LOST\",\"text\":\"It hangs.\"}}");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(202);
            awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).startsWith("CANCELLING/"));
            assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(tradingId(order))
                            .suspended()
                            .count())
                    .isZero();
            assertLegal(order);
        }

        @Test
        void aDeletedJobIsReportedAsAnIdleProcess() {
            ObjectNode order = stuckAtTheProvider();
            awaitUntil(() -> assertThat(jobsOf(order)).hasSize(1));
            jobsOf(order).forEach(job -> assertThat(operator(HttpMethod.DELETE, engineRest() + "/job/" + job, null)
                            .getStatusCode()
                            .value())
                    .isEqualTo(204));
            awaitUntil(() -> assertThat(kindsOf(order)).containsExactly("PROCESS_IDLE"));
        }

        @Test
        void aTradeThatDiffersFromItsLastMessageIsReported() {
            ObjectNode order = held();
            setDelivery(order, "PREPARING");
            awaitUntil(() -> assertThat(kindsOf(order)).containsExactly("MESSAGE_MISMATCH"));
            setDelivery(order, "NOT_STARTED");
            awaitUntil(() -> assertThat(kindsOf(order)).isEmpty());
            assertThat(cancel(order).getStatusCode().value()).isEqualTo(202);
            awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
        }

        @Test
        void aReturnWithoutItsProcessIsReported() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            acme.request("return", tradingId(order), returnOf(order));
            String process = task(order, "Task_DecideReturn").getProcessInstanceId();
            new TransactionTemplate(bean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> bean(ProcessRemoval.class).remove(process, "a restored backup"));
            awaitUntil(() -> assertThat(kindsOf(order)).containsExactly("RETURN_WITHOUT_PROCESS"));

            ResponseEntity<String> answer = operator(
                    HttpMethod.POST,
                    "/api/operations/trades/" + tradingId(order) + "/returns/RET-1/end",
                    "{\"state\":\"REQUESTED\",\"text\":\"The return was lost.\"}");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(202);
            awaitUntil(() -> assertThat(refusalsOf(order)).hasSize(1));
            awaitUntil(() -> assertThat(kindsOf(order)).isEmpty());
        }

        @Test
        void aTransferToAnOrphanStopsNoOtherLine() {
            BankTransfers bank = new BankTransfers(this);
            ObjectNode first = bank.delivered();
            ObjectNode lost = bank.delivered();
            ObjectNode last = bank.delivered();
            bean(ProcessRemoval.class).removeOrder(tradingId(lost), "a restored backup");
            String statement = "transactionId,reference,amount,currency\n"
                    + Stream.of(first, lost, last)
                            .map(order -> BankTransfers.transaction() + "," + bank.invoiceOf(order) + ",37.50,EUR\n")
                            .collect(Collectors.joining());
            ResponseEntity<JsonNode> answer = bank.post("statements", MediaType.valueOf("text/csv"), statement);
            assertThat(answer.getStatusCode().value()).isEqualTo(503);
            assertThat(answer.getBody().path("errors").findValuesAsText("line")).containsExactly("3");
            assertThat(answer.getBody().at("/errors/0/text").asText())
                    .contains(bank.invoiceOf(lost), "no process")
                    .doesNotContain("concurrent");
            awaitStatuses(first, "COMPLETED/DELIVERED/PAID");
            awaitStatuses(last, "COMPLETED/DELIVERED/PAID");
        }

        private void setDelivery(ObjectNode order, String status) {
            jdbc.sql("UPDATE trade SET delivery_status = ? WHERE trading_id = ?")
                    .params(status, tradingId(order))
                    .update();
        }

        @Test
        void anOrphanIsStartedAgainAtAChosenPoint() {
            ObjectNode order = orphan(held());
            assertThat(recover(order, "{\"action\":\"RESTART\",\"activity\":\"Task_Nonsense\"}")
                            .getStatusCode()
                            .value())
                    .isEqualTo(409);
            ResponseEntity<String> answer = recover(
                    order,
                    """
                    {"action": "RESTART", "activity": "Activity_ReviewOrder", "variables": {"holdReason": "ADDRESS"}}""");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(202);
            assertThat(recover(order, "{\"action\":\"RESTART\",\"activity\":\"Activity_ReviewOrder\"}")
                            .getStatusCode()
                            .value())
                    .as("a trade has one process")
                    .isEqualTo(409);
            tasks.complete(task(order, "Task_ReviewHeldOrder").getId(), Map.of("reviewOutcome", "RELEASE"));
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            awaitUntil(() -> assertThat(kindsOf(order)).isEmpty());
            assertLegal(order);
        }

        @Test
        void anOrphanIsClosedWithAReason() {
            ObjectNode order = orphan(held());
            ResponseEntity<String> answer = recover(
                    order, "{\"action\":\"CLOSE\",\"reason\":{\"code\":\"LOST\",\"text\":\"The order was lost.\"}}");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(202);
            awaitStatuses(order, "REJECTED/NOT_STARTED/PENDING");
            assertThat(newest(order).at("/reason/text").asText()).isEqualTo("The order was lost.");
            assertThat(newest(order).at("/actor/kind").asText()).isEqualTo("OPERATOR");
            assertLegal(order);
        }

        @Test
        void aTradeThatHoldsMoneyIsNotJustClosed() {
            ObjectNode order = waitingForTheCarrier();
            bean(ProcessRemoval.class).removeOrder(tradingId(order), "a restored backup");
            ResponseEntity<String> answer = recover(order, "{\"action\":\"CLOSE\",\"reason\":{\"code\":\"LOST\"}}");
            assertThat(answer.getStatusCode().value()).isEqualTo(409);
            assertThat(answer.getBody()).contains("CANCEL");
        }

        @Test
        void anOperatorEndsAReturnThatCannotBeBooked() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            acme.request("return", tradingId(order), returnOf(order));
            tasks.complete(task(order, "Task_DecideReturn").getId(), Map.of("returnAccepted", true));
            tasks.complete(
                    task(order, "Task_ReceiveGoods").getId(),
                    Map.of("receivedPieces", 1L, "receivedCondition", "GOOD"));
            // Six returned of one delivered: a count that the booking refuses, as after a change of the database by
            // hand.
            ObjectNode another = Orders.ordinary();
            acme.order(another);
            awaitStatuses(another, "COMPLETED/DELIVERED/PAID");
            acme.request("return", tradingId(another), returnOf(another));
            tasks.complete(task(another, "Task_DecideReturn").getId(), Map.of("returnAccepted", true));
            jdbc.sql("UPDATE goods_return_line SET asked = 6 WHERE trading_id = ?")
                    .param(tradingId(another))
                    .update();
            tasks.complete(
                    task(another, "Task_ReceiveGoods").getId(),
                    Map.of("receivedPieces", 6L, "receivedCondition", "GOOD"));
            awaitUntil(() -> assertThat(management.createJobQuery().withException().list().stream()
                            .map(Job::getExceptionMessage))
                    .anyMatch(message -> message.contains(tradingId(another))));
            String instance = runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(tradingId(another))
                    .singleResult()
                    .getId();
            assertThat(operator(HttpMethod.DELETE, engineRest() + "/process-instance/" + instance, null)
                            .getStatusCode()
                            .value())
                    .isEqualTo(409);

            ResponseEntity<String> answer = operator(
                    HttpMethod.POST,
                    "/api/operations/trades/" + tradingId(another) + "/returns/RET-1/end",
                    "{\"state\":\"REQUESTED\",\"text\":\"Six cannot come back of three.\"}");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(202);
            awaitUntil(() -> assertThat(refusalsOf(another)).hasSize(1));
            assertThat(refusalsOf(another).get(0).at("/reasons/0/text").asText())
                    .isEqualTo("Six cannot come back of three.");
            assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(tradingId(another))
                            .count())
                    .isZero();
            assertThat(acme.statusesOf(reference(another))).isEqualTo("COMPLETED/DELIVERED/PAID");
        }

        private ObjectNode returnOf(ObjectNode order) {
            ObjectNode data =
                    JSON.createObjectNode().put("tradingId", tradingId(order)).put("returnNumber", "RET-1");
            data.putArray("lines").addObject().put("number", 1).put("quantity", 1);
            return data;
        }

        /** An authorized order whose goods are reserved and wait for the rest. */
        private ObjectNode waitingForTheCarrier() {
            Goods goods = new Goods(this);
            ObjectNode order =
                    Goods.order(goods.product(0, java.time.LocalDate.now().plusDays(3)), 2, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            return order;
        }

        /** Removes the process as a database that is restored in part would: no rule of the server sees it. */
        private ObjectNode orphan(ObjectNode order) {
            bean(ProcessRemoval.class).removeOrder(tradingId(order), "a restored backup");
            assertThat(instancesOf(order)).isZero();
            return order;
        }

        private void suspend(ObjectNode order, boolean suspended) {
            ResponseEntity<String> answer = operator(
                    HttpMethod.PUT,
                    engineRest() + "/process-instance/" + instanceOf(order) + "/suspended",
                    "{\"suspended\":" + suspended + "}");
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(204);
        }

        private List<String> jobsOf(ObjectNode order) {
            return runtime.createProcessInstanceQuery().processInstanceBusinessKey(tradingId(order)).list().stream()
                    .flatMap(
                            instance -> management.createJobQuery().processInstanceId(instance.getId()).list().stream())
                    .map(Job::getId)
                    .toList();
        }

        private double gauge() {
            return bean(io.micrometer.core.instrument.MeterRegistry.class)
                    .get("coincide.trades.orphaned")
                    .gauge()
                    .value();
        }

        private ResponseEntity<String> cancel(ObjectNode order) {
            return operator(
                    HttpMethod.POST,
                    "/api/operations/trades/" + tradingId(order) + "/cancellation",
                    "{\"reason\":{\"code\":\"LOST\",\"text\":\"The process was lost.\"}}");
        }

        private ResponseEntity<String> recover(ObjectNode order, String body) {
            return operator(HttpMethod.POST, "/api/operations/trades/" + tradingId(order) + "/recovery", body);
        }

        private List<String> kindsOf(ObjectNode order) {
            JsonNode open = json(operator(HttpMethod.GET, "/api/operations/discrepancies", null));
            return StreamSupport.stream(open.spliterator(), false)
                    .filter(entry -> entry.path("tradingId").asText().equals(tradingId(order)))
                    .map(entry -> entry.path("kind").asText())
                    .toList();
        }

        private String instanceOf(ObjectNode order) {
            return runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(tradingId(order))
                    .processDefinitionKey("order")
                    .singleResult()
                    .getId();
        }

        private long instancesOf(ObjectNode order) {
            return runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(tradingId(order))
                    .count();
        }

        /** The servers of the tests have engines of other names. */
        private String engineRest() {
            return "/engine-rest/engine/" + bean(ProcessEngine.class).getName();
        }

        private static JsonNode json(ResponseEntity<String> answer) {
            try {
                return JSON.readTree(answer.getBody());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private ResponseEntity<String> cancelAsClient(ObjectNode order) {
            return request(
                    new Credentials("acme", secrets.ofClient("acme")),
                    HttpMethod.POST,
                    "/api/trades/" + tradingId(order) + "/cancellation",
                    "{}");
        }

        private ResponseEntity<String> operator(HttpMethod method, String path, String body) {
            return request(secrets.operator(), method, path, body);
        }

        private ResponseEntity<String> request(Credentials login, HttpMethod method, String path, String body) {
            HttpHeaders headers = new HttpHeaders();
            if (body != null) {
                headers.setContentType(MediaType.APPLICATION_JSON);
            }
            headers.setBasicAuth(login.name(), login.password());
            return http.exchange(path, method, new HttpEntity<>(body, headers), String.class);
        }
    }
}
