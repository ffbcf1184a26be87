package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.operations.Login;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Goods that do not simply arrive: parts of them, late, by hand, or not at all. */
abstract class DeliverySuite extends ServerSuite {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRICE = "10.00";

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Test
    void whatIsMissingComesLaterInAConsignmentOfItsOwnAndIsPaidThen() throws Exception {
        String sku = product(3, LocalDate.now().plusDays(3));
        ObjectNode order = order(sku, 5, "tok_ok");
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/PARTIALLY_DELIVERED/PARTIALLY_PAID");
        assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("30.00");

        receive(sku, 2);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(newest(order).path("shipments")).hasSize(2);
        assertThat(shelf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
    }

    @Test
    void whereNothingIsThereTheClientIsToldThatItWaitsAndWhoWaitsLongestIsServedFirst() throws Exception {
        String sku = product(0, LocalDate.now().plusDays(3));
        ObjectNode first = order(sku, 4, "tok_ok");
        acme.order(first);
        awaitStatuses(first, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
        assertThat(newest(first).at("/reason/code").asText()).isEqualTo("AWAITING_SUPPLY");
        assertThat(newest(first).at("/due/delivery").asText())
                .as("by the end of the day on which the goods are expected")
                .isEqualTo(LocalDate.now().plusDays(4) + "T00:00:00Z");
        ObjectNode second = order(sku, 1, "tok_ok");
        acme.order(second);
        awaitStatuses(second, "IN_PROGRESS/BACKORDERED/AUTHORIZED");

        assertThat(receive(sku, 3).path("released"))
                .as("three pieces are not enough for the first, and the second does not overtake it")
                .isEmpty();
        receive(sku, 2);
        awaitStatuses(first, "COMPLETED/DELIVERED/PAID");
        awaitStatuses(second, "COMPLETED/DELIVERED/PAID");
    }

    @Test
    void theRestIsCancelledAndWhatWentOutIsAllThatIsDue() {
        String sku = product(3, LocalDate.now().plusDays(3));
        ObjectNode order = order(sku, 5, "tok_ok");
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/PARTIALLY_DELIVERED/PARTIALLY_PAID");

        String tradingId = newest(order).path("tradingId").asText();
        acme.request("cancellation", tradingId, JSON.createObjectNode().put("tradingId", tradingId));
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(newest(order).at("/lines/0/cancelled").asInt()).isEqualTo(2);
        assertThat(shelf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
    }

    @Test
    void peoplePickAndHandOverAndWhatTheyDoNotFindIsCancelled() throws Exception {
        String sku = product(0, LocalDate.now().plusDays(3));
        ObjectNode order = order(sku, 4, "tok_ok");
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
        byHand(order);
        receive(sku, 4);

        Task pick = task(order, "Task_PickAndPack");
        assertThat(tasks.getVariableLocal(pick.getId(), "about")).asString().startsWith("4 × ");
        tasks.complete(pick.getId(), Map.of("picked", "{\"1\": 3}", "restDecision", "CANCEL"));
        tasks.complete(task(order, "Task_HandOverParcel").getId());
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(newest(order).at("/lines/0/cancelled").asInt()).isEqualTo(1);
        assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("30.00");
        assertThat(shelf(sku)).isEqualTo("0 on hand, 0 reserved, 0 awaited");
    }

    @Test
    void whatPeopleDoNotFindIsAwaitedWhereTheySaySo() throws Exception {
        String sku = product(0, LocalDate.now().plusDays(3));
        ObjectNode order = order(sku, 2, "tok_ok");
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
        byHand(order);
        receive(sku, 2);
        tasks.complete(task(order, "Task_PickAndPack").getId(), Map.of("picked", "{\"1\": 1}", "restDecision", "WAIT"));
        awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
        assertThat(shelf(sku)).isEqualTo("1 on hand, 0 reserved, 2 awaited");

        receive(sku, 1);
        tasks.complete(task(order, "Task_PickAndPack").getId(), Map.of("picked", "{\"1\": 2}"));
        tasks.complete(task(order, "Task_HandOverParcel").getId());
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
    }

    @Test
    void aFailedAttemptIsFollowedByADelivery() {
        ObjectNode order = to("7 Closed Gate");
        acme.order(order);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
    }

    @Test
    void aParcelThatComesBackIsSentAgainAndPaidOnce() {
        ObjectNode order = to("3 Return Road");
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/UNDELIVERABLE/PAID");
        assertThat(newest(order).at("/reason/code").asText()).isEqualTo("RETURNED_TO_SENDER");
        tasks.complete(task(order, "Task_DecideOnConsignment").getId(), Map.of("consignmentDecision", "SEND_AGAIN"));
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("37.50");
    }

    @Test
    void aParcelThatIsLostAndGivenUpIsRefunded() {
        ObjectNode order = to("1 Lost Lane");
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/UNDELIVERABLE/PAID");
        assertThat(newest(order).at("/reason/code").asText()).isEqualTo("LOST_IN_TRANSIT");
        tasks.complete(task(order, "Task_DecideOnConsignment").getId(), Map.of("consignmentDecision", "GIVE_UP"));
        awaitStatuses(order, "COMPLETED/CANCELLED/REFUNDED");
        assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("37.50");
    }

    @Test
    void aCarriersReportsMayComeTwiceAndInAnyOrder() {
        ObjectNode order = to("9 Silent Street");
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/SHIPPED/PAID");
        String tracking = newest(order).at("/shipments/0/trackingNumber").asText();
        assertThat(report(tracking + "-b", tracking, "DELIVERED", 2)).isEqualTo(202);
        assertThat(report(tracking + "-a", tracking, "ATTEMPT_FAILED", 1)).isEqualTo(202);
        assertThat(report(tracking + "-b", tracking, "DELIVERED", 2)).isEqualTo(202);
        assertThat(report(tracking + "-b", tracking, "LOST", 3))
                .as("one number for two reports")
                .isEqualTo(409);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        awaitUntil(() -> assertThat(outcomeOf(tracking + "-a")).isEqualTo("PASSED_OVER"));
        assertThat(outcomeOf(tracking + "-b")).isEqualTo("APPLIED");
    }

    @Test
    void aReportOfAnUnknownParcelIsRefusedAndKeptForAPerson() {
        String id = UUID.randomUUID().toString();
        assertThat(report(id, "NOBODYS-PARCEL", "DELIVERED", 1)).isEqualTo(404);
        assertThat(outcomeOf(id)).isEqualTo("UNKNOWN");
        assertThat(as(secrets.operator()).getForObject("/api/operations/carrier-events", String.class))
                .contains("NOBODYS-PARCEL");
    }

    @Test
    void whatIsNoReportIsABadRequest() {
        assertThat(post(secrets.carrier(), "/api/carrier/events", "{\"id\":\"1\"}")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    private String product(int onHand, LocalDate nextSupply) {
        String sku = "TEST-" + UUID.randomUUID();
        jdbc.sql("INSERT INTO product (sku, name, unit_price, currency) VALUES (?, ?, ?, ?)")
                .params(sku, "Made for a test", new BigDecimal(PRICE), "EUR")
                .update();
        jdbc.sql("INSERT INTO stock (sku, on_hand, reserved, next_supply) VALUES (?, ?, 0, ?)")
                .params(sku, onHand, nextSupply)
                .update();
        return sku;
    }

    private static ObjectNode order(String sku, int quantity, String token) {
        ObjectNode order = Orders.byCard(token);
        order.withArray("lines").removeAll();
        return Orders.addLine(order, sku, quantity, PRICE);
    }

    private static ObjectNode to(String street) {
        ObjectNode order = Orders.ordinary();
        order.withObject("shipTo").put("street", street);
        return order;
    }

    private JsonNode receive(String sku, int pieces) throws Exception {
        ObjectNode receipt = JSON.createObjectNode().put("receiptNumber", "GR-" + UUID.randomUUID());
        receipt.withArray("lines").addObject().put("sku", sku).put("pieces", pieces);
        ResponseEntity<String> answer = post(secrets.operator(), "/api/operations/stock/receipts", receipt.toString());
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return JSON.readTree(answer.getBody());
    }

    private String shelf(String sku) {
        return jdbc.sql("SELECT on_hand, reserved, awaited FROM stock WHERE sku = ?")
                .param(sku)
                .query((row, index) -> row.getInt("on_hand") + " on hand, " + row.getInt("reserved") + " reserved, "
                        + row.getInt("awaited") + " awaited")
                .single();
    }

    /** As if the warehouse were one of people: the setting is the server's, and all suites share it. */
    private void byHand(ObjectNode order) {
        String tradingId = newest(order).path("tradingId").asText();
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .processDefinitionKey("dispatch")
                .list()
                .forEach(dispatch -> runtime.setVariable(dispatch.getId(), "byHand", true));
    }

    private Task task(ObjectNode order, String id) {
        String tradingId = newest(order).path("tradingId").asText();
        awaitUntil(() -> assertThat(of(tradingId, id)).hasSize(1));
        return of(tradingId, id).get(0);
    }

    private List<Task> of(String tradingId, String id) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(tradingId)
                .taskDefinitionKey(id)
                .list();
    }

    private int report(String id, String trackingNumber, String event, int hour) {
        ObjectNode report = JSON.createObjectNode()
                .put("id", id)
                .put("trackingNumber", trackingNumber)
                .put("event", event)
                .put("at", "2026-11-25T0" + hour + ":00:00Z");
        return post(secrets.carrier(), "/api/carrier/events", report.toString())
                .getStatusCode()
                .value();
    }

    private String outcomeOf(String id) {
        return jdbc.sql("SELECT outcome FROM carrier_event WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private ResponseEntity<String> post(Login login, String path, String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return as(login).postForEntity(path, new HttpEntity<>(body, headers), String.class);
    }

    private TestRestTemplate as(Login login) {
        return http.withBasicAuth(login.name(), login.password());
    }
}
