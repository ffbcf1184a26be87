package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers with which a program completes user tasks by engine-rest: a wrong one is refused with the remedy, and changes nothing. */
@BothDatabases
class TaskAnswersIT {

    private static final String LONG = "\"" + "x".repeat(4_001) + "\"";

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final Goods goods = new Goods(this);

        @Test
        void aHeldOrderTakesOneOfItsTwoDecisionsOnly() {
            ObjectNode order = held();
            Task task = task(order, "Task_ReviewHeldOrder");
            assertRefused(task, "Send one of RELEASE, REJECT.", "\"other\":{\"value\":1}");
            for (String answer : List.of("null", "\"\"", "\"RELEASED\"", "\"release\"", "5", "true")) {
                assertRefused(task, "Send one of RELEASE, REJECT.", variable("reviewOutcome", answer));
            }
            assertRefused(
                    task,
                    "Send at most 4000 characters.",
                    variable("reviewOutcome", "\"REJECT\"") + "," + variable("remark", LONG));
            assertThat(acme.statusesOf(reference(order))).startsWith("ON_HOLD");

            assertThat(complete(task, "complete", variable("reviewOutcome", "\"RELEASE\""))
                            .getStatusCode()
                            .value())
                    .isEqualTo(204);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aReturnIsDecidedAndReceivedByValidAnswersOnly() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            ObjectNode asked =
                    order.objectNode().put("tradingId", tradingId(order)).put("returnNumber", "RET-1");
            asked.putArray("lines").addObject().put("number", 1).put("quantity", 3);
            asked.putObject("reason").put("code", "DAMAGED");
            acme.request("return", tradingId(order), asked);
            Task decide = task(order, "Task_DecideReturn");
            for (String answer : List.of("null", "\"maybe\"", "\"true\"", "0")) {
                assertRefused(decide, "Send true or false, of the type Boolean.", variable("returnAccepted", answer));
            }
            for (String note : List.of("7", "\"" + "x".repeat(1_001) + "\"")) {
                assertRefused(
                        decide,
                        "Send a text of at most 1000 characters.",
                        variable("returnAccepted", "false") + "," + variable("returnNote", note));
            }
            assertThat(complete(decide, "submit-form", variable("returnAccepted", "true"))
                            .getStatusCode()
                            .value())
                    .isEqualTo(204);

            Task receive = task(order, "Task_ReceiveGoods");
            for (String count : List.of("-1", "4", "2147483648", "9007199254740993", "1.5", "1e300", "null", "true")) {
                assertRefused(receive, "Enter a number from 0 to 3.", variable("receivedPieces", count));
            }
            assertRefused(receive, "Enter a number from 0 to 3.", variable("receivedPieces", "\"two\""));
            for (String condition : List.of("null", "\"BROKEN\"", "7")) {
                assertRefused(receive, "Send GOOD or DAMAGED.", variable("receivedCondition", condition));
            }
            assertRefused(receive, "Leave it out.", variable("returnedLine", "2"));
            assertRefused(receive, "Leave it out.", variable("returnNumber", "\"RET-2\""));
            assertThat(goods.post(
                                    secrets.operator(),
                                    path(receive) + "/variables",
                                    "{\"modifications\":{" + variable("returnedLine", "2") + "}}")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
            assertThat(acme.statusesOf(reference(order))).isEqualTo("COMPLETED/DELIVERED/PAID");

            assertThat(complete(receive, "complete", variable("receivedPieces", "3"))
                            .getStatusCode()
                            .value())
                    .isEqualTo(204);
            awaitStatuses(order, "COMPLETED/RETURNED/REFUNDED");
        }

        @Test
        void picksAreCountsOfTheLinesOfTheConsignment() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = Goods.order(sku, 4, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            Task backorder = overdue(order);
            for (String answer : List.of("null", "\"LATER\"", "1")) {
                assertRefused(backorder, "Send one of WAIT, CANCEL.", variable("backorderDecision", answer));
            }
            tasks.complete(backorder.getId(), Map.of("backorderDecision", "WAIT"));
            goods.byHand(order);
            goods.receive(sku, 4);
            Task pick = task(order, "Task_PickAndPack");
            String stock = goods.stockOf(sku);
            for (String picked : List.of("{'1': -1}", "{'1': 5}", "{'1': 4294967297}", "{'1': null}", "{'1': '2'}")) {
                assertRefused(pick, "Enter 0 to 4.", variable("picked", quoted(picked)));
            }
            for (String picked : List.of("[]", "5", "'all'", "{'1'", "", "{'1': 1, '1': 2}")) {
                assertRefused(pick, "Send a JSON object such as", variable("picked", quoted(picked)));
            }
            assertRefused(pick, "Send a JSON object such as", variable("picked", "5"));
            assertRefused(pick, "The consignment has the lines 1.", variable("picked", quoted("{'2': 0}")));
            for (String rest : List.of("null", "\"SOON\"", "1")) {
                assertRefused(
                        pick,
                        "Set restDecision to WAIT or CANCEL.",
                        variable("picked", quoted("{'1': 3}")) + "," + variable("restDecision", rest));
            }
            assertRefused(pick, "Leave it out.", variable("consignment", "\"2\""));
            assertThat(goods.stockOf(sku)).isEqualTo(stock);

            assertThat(complete(pick, "complete", variable("picked", quoted("{'1': 4}")))
                            .getStatusCode()
                            .value())
                    .isEqualTo(204);
            task(order, "Task_HandOverParcel");
        }

        @Test
        void anEarlierPickDoesNotCountForTheNext() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = Goods.order(sku, 4, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            goods.byHand(order);
            goods.receive(sku, 4);
            Task first = task(order, "Task_PickAndPack");
            String missing = variable("picked", quoted("{'1': 3}")) + "," + variable("restDecision", "\"WAIT\"");
            assertThat(complete(first, "complete", missing).getStatusCode().value())
                    .isEqualTo(204);
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            goods.receive(sku, 1);
            Task second = task(order, "Task_PickAndPack");
            assertThat(complete(second, "complete", "").getStatusCode().value()).isEqualTo(204);
            tasks.complete(task(order, "Task_HandOverParcel").getId());
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aReturnedParcelIsSentAgainOrGivenUp() {
            ObjectNode order = Goods.to("3 Return Road");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/UNDELIVERABLE/PAID");
            Task decide = task(order, "Task_DecideOnConsignment");
            assertRefused(decide, "Send one of SEND_AGAIN, GIVE_UP.", "");
            for (String answer : List.of("null", "\"KEEP\"", "false")) {
                assertRefused(decide, "Send one of SEND_AGAIN, GIVE_UP.", variable("consignmentDecision", answer));
            }
            assertThat(acme.statusesOf(reference(order))).isEqualTo("IN_PROGRESS/UNDELIVERABLE/PAID");
            tasks.complete(decide.getId(), Map.of("consignmentDecision", "GIVE_UP"));
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
        }

        @Test
        void theSubjectOfATaskCannotBeRemovedOrHidden() {
            Task decide = undeliverable();
            Object subject = tasks.getVariable(decide.getId(), "consignment");
            String other = variable("consignment", "2");
            assertRefused(HttpMethod.DELETE, decide, "variables/consignment", "");
            assertRefused(HttpMethod.PUT, decide, "variables/consignment", "{\"value\":2}");
            assertRefused(HttpMethod.POST, decide, "variables", "{\"deletions\":[\"other\",\"consignment\"]}");
            assertRefused(HttpMethod.PUT, decide, "localVariables/consignment", "{\"value\":2}");
            assertRefused(HttpMethod.POST, decide, "localVariables", "{\"modifications\":{" + other + "}}");
            assertRefused(HttpMethod.POST, decide, "resolve", "{\"variables\":{" + other + "}}");
            assertThat(tasks.getVariable(decide.getId(), "consignment")).isEqualTo(subject);
            assertThat(send(HttpMethod.DELETE, decide, "variables/other", "")
                            .getStatusCode()
                            .value())
                    .isEqualTo(204);
            tasks.complete(decide.getId(), Map.of("consignmentDecision", "GIVE_UP"));
        }

        @Test
        void anAnswerThatTheFormDoesNotOfferIsNotStored() {
            Task review = task(held(), "Task_ReviewHeldOrder");
            for (String way : List.of("resolve", "complete", "submit-form")) {
                ResponseEntity<String> answer = send(
                        HttpMethod.POST, review, way, "{\"variables\":{" + variable("reviewOutcome", "\"X\"") + "}}");
                assertThat(answer.getStatusCode().value()).as(way).isEqualTo(400);
                assertThat(answer.getBody()).as(way).contains("Send one of RELEASE, REJECT.");
            }
            assertThat(send(HttpMethod.PUT, review, "variables/reviewOutcome", "{\"value\":\"X\"}")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
            assertThat(tasks.getVariables(review.getId())).doesNotContainKey("reviewOutcome");
        }

        @Test
        void theVariablesOfTheProcessCannotBeOverwritten() {
            ObjectNode order = held();
            Task review = task(order, "Task_ReviewHeldOrder");
            Map<String, Object> before = runtime.getVariables(review.getProcessInstanceId());
            String decision = "," + variable("reviewOutcome", "\"RELEASE\"");
            for (String name : List.of(
                    "paymentMethod", "holdReason", "holdReasonText", "holdReasonActorKind", "abandonReasonActorName")) {
                assertRefused(review, "Leave it out.", variable(name, "\"X\"") + decision);
                for (String body : List.of(
                        "variables {\"modifications\":{" + variable(name, "\"X\"") + "}}",
                        "localVariables {\"modifications\":{" + variable(name, "\"X\"") + "}}",
                        "resolve {\"variables\":{" + variable(name, "\"X\"") + "}}")) {
                    String[] request = body.split(" ", 2);
                    assertThat(send(HttpMethod.POST, review, request[0], request[1])
                                    .getStatusCode()
                                    .value())
                            .as("%s %s", name, body)
                            .isEqualTo(400);
                }
            }
            assertThat(send(HttpMethod.DELETE, review, "variables/paymentMethod", "")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
            assertThat(runtime.getVariables(review.getProcessInstanceId())).isEqualTo(before);

            assertThat(complete(review, "complete", variable("remark", "\"A test.\"") + decision)
                            .getStatusCode()
                            .value())
                    .isEqualTo(204);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void anEarlierDecisionDoesNotCountForTheNext() throws Exception {
            String sku = goods.product(0, LocalDate.now().plusDays(3));
            ObjectNode order = Goods.order(sku, 4, "tok_ok");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
            tasks.complete(overdue(order).getId(), Map.of("backorderDecision", "WAIT"));
            Task second = overdue(order);
            assertThat(tasks.getVariables(second.getId())).doesNotContainKey("backorderDecision");
            assertRefused(second, "Send one of WAIT, CANCEL.", "");

            ResponseEntity<String> stored =
                    send(HttpMethod.PUT, second, "variables/backorderDecision", "{\"value\":\"CANCEL\"}");
            assertThat(stored.getStatusCode().value()).as(stored.getBody()).isEqualTo(204);
            assertThat(complete(second, "complete", "").getStatusCode().value()).isEqualTo(204);
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
        }

        @Test
        void anAnswerIsStoredBeforeItsTaskIsCompleted() {
            ObjectNode order = held();
            Task review = task(order, "Task_ReviewHeldOrder");
            assertThat(send(HttpMethod.PUT, review, "variables/remark", "{\"value\":" + LONG + "}")
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
            ResponseEntity<String> stored =
                    send(HttpMethod.PUT, review, "variables/reviewOutcome", "{\"value\":\"RELEASE\"}");
            assertThat(stored.getStatusCode().value()).as(stored.getBody()).isEqualTo(204);
            assertThat(complete(review, "complete", "").getStatusCode().value()).isEqualTo(204);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void anErrorThatNoEventHandlesEndsNoProcess() {
            ObjectNode order = held();
            Task review = task(order, "Task_ReviewHeldOrder");
            for (String way : List.of("bpmnError", "bpmnEscalation")) {
                String code = way.equals("bpmnError") ? "errorCode" : "escalationCode";
                ResponseEntity<String> answer = send(HttpMethod.POST, review, way, "{\"" + code + "\":\"UNHEARD_OF\"}");
                assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(400);
                assertThat(answer.getBody()).contains("UNHEARD_OF", "Complete the task", "Nothing has changed.");
            }
            tasks.complete(review.getId(), Map.of("reviewOutcome", "RELEASE"));
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        @Test
        void aMalformedAnswerIsABadRequest() {
            Task review = task(held(), "Task_ReviewHeldOrder");
            for (String way : List.of("complete", "submit-form", "resolve")) {
                for (String body : List.of(
                        "null",
                        "{\"variables\":{\"reviewOutcome\":null}}",
                        "{\"variables\":{\"reviewOutcome\":{\"value\":\"x\",\"type\":\"Object\"}}}",
                        "{\"variables\":{\"other\":{\"value\":\"x\",\"type\":\"Object\"}}}",
                        "{\"variables\":{\"other\":{\"value\":\"x\",\"type\":\"File\"}}}",
                        "{\"variables\":{\"other\":{\"value\":\"x\",\"type\":\"Integer\"}}}")) {
                    ResponseEntity<String> answer = send(HttpMethod.POST, review, way, body);
                    assertThat(answer.getStatusCode().value())
                            .as("%s %s: %s", way, body, answer.getBody())
                            .isEqualTo(400);
                }
            }
            for (String way : List.of("claim", "assignee", "variables", "delegate")) {
                assertThat(send(HttpMethod.POST, review, way, "null")
                                .getStatusCode()
                                .value())
                        .as(way)
                        .isEqualTo(400);
            }
        }

        @Test
        void aTaskThatDoesNotExistIsNotFound() {
            Task review = task(held(), "Task_ReviewHeldOrder");
            tasks.complete(review.getId(), Map.of("reviewOutcome", "RELEASE"));
            for (String way : List.of("complete", "submit-form")) {
                ResponseEntity<String> answer = complete(review, way, "");
                assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(404);
                assertThat(answer.getBody()).contains("completed already");
            }
        }

        private Task undeliverable() {
            ObjectNode order = Goods.to("3 Return Road");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/UNDELIVERABLE/PAID");
            return task(order, "Task_DecideOnConsignment");
        }

        private void assertRefused(HttpMethod method, Task task, String address, String body) {
            ResponseEntity<String> answer = send(method, task, address, body);
            assertThat(answer.getStatusCode().value())
                    .as("%s %s: %s", method, address, answer.getBody())
                    .isEqualTo(400);
            assertThat(answer.getBody()).contains("consignment", "Leave it", "Nothing has changed.");
        }

        private ResponseEntity<String> send(HttpMethod method, Task task, String address, String body) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            return goods.as(secrets.operator())
                    .exchange(path(task) + "/" + address, method, new HttpEntity<>(body, headers), String.class);
        }

        private Task overdue(ObjectNode order) {
            fire(order, "BoundaryEvent_SupplyOverdue");
            return task(order, "Task_ReviewBackorder");
        }

        private static String variable(String name, String value) {
            return "\"" + name + "\":{\"value\":" + value + "}";
        }

        /** A JSON text as the value of a variable of the type String. */
        private static String quoted(String json) {
            return "\"" + json.replace("'", "\\\"") + "\"";
        }

        private void assertRefused(Task task, String remedy, String variables) {
            for (String way : List.of("complete", "submit-form")) {
                ResponseEntity<String> answer = complete(task, way, variables);
                assertThat(answer.getStatusCode().value())
                        .as("%s %s: %s", way, variables, answer.getBody())
                        .isEqualTo(400);
                assertThat(answer.getBody()).contains(remedy).contains("Nothing has changed.");
            }
            assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isOne();
        }

        private ResponseEntity<String> complete(Task task, String way, String variables) {
            return goods.post(secrets.operator(), path(task) + "/" + way, "{\"variables\":{" + variables + "}}");
        }

        private String path(Task task) {
            return "/engine-rest/engine/" + bean(ProcessEngine.class).getName() + "/task/" + task.getId();
        }
    }
}
