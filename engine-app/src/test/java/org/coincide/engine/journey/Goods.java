package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.Orders;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Products that only one test orders, a warehouse that people work in, and a carrier that reports. */
final class Goods {

    private final JourneyScenario test;

    Goods(JourneyScenario test) {
        this.test = test;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PRICE = "10.00";

    String product(int onHand, LocalDate nextSupply) {
        String sku = "TEST-" + UUID.randomUUID();
        test.jdbc
                .sql("INSERT INTO product (sku, name, unit_price, currency) VALUES (?, ?, ?, ?)")
                .params(sku, "Made for a test", new BigDecimal(PRICE), "EUR")
                .update();
        test.jdbc
                .sql("INSERT INTO stock (sku, on_hand, reserved, next_supply) VALUES (?, ?, 0, ?)")
                .params(sku, onHand, nextSupply)
                .update();
        return sku;
    }

    static ObjectNode order(String sku, int quantity, String token) {
        ObjectNode order = Orders.byCard(token);
        order.withArray("lines").removeAll();
        return Orders.addLine(order, sku, quantity, PRICE);
    }

    static ObjectNode to(String street) {
        ObjectNode order = Orders.ordinary();
        order.withObject("shipTo").put("street", street);
        return order;
    }

    JsonNode receive(String sku, int pieces) throws Exception {
        ObjectNode receipt = JSON.createObjectNode().put("receiptNumber", "GR-" + UUID.randomUUID());
        receipt.withArray("lines").addObject().put("sku", sku).put("pieces", pieces);
        ResponseEntity<String> answer =
                post(test.secrets.operator(), "/api/operations/stock/receipts", receipt.toString());
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return JSON.readTree(answer.getBody());
    }

    String stockOf(String sku) {
        return test.jdbc
                .sql("SELECT on_hand, reserved, awaited FROM stock WHERE sku = ?")
                .param(sku)
                .query((row, index) -> row.getInt("on_hand") + " on hand, " + row.getInt("reserved") + " reserved, "
                        + row.getInt("awaited") + " awaited")
                .single();
    }

    /** Switches the order to manual picking. The setting is the server's, which all tests share. */
    void byHand(ObjectNode order) {
        test.runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(test.tradingId(order))
                .processDefinitionKey("dispatch")
                .list()
                .forEach(dispatch -> test.runtime.setVariable(dispatch.getId(), "byHand", true));
    }

    int report(String id, String trackingNumber, String event, int hour) {
        ObjectNode report = JSON.createObjectNode()
                .put("id", id)
                .put("trackingNumber", trackingNumber)
                .put("event", event)
                .put("at", "2026-11-25T0" + hour + ":00:00Z");
        return post(test.secrets.carrier(), "/api/carrier/events", report.toString())
                .getStatusCode()
                .value();
    }

    String outcomeOf(String id) {
        return test.jdbc
                .sql("SELECT outcome FROM carrier_event WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    ResponseEntity<String> post(Credentials login, String path, String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return as(login).postForEntity(path, new HttpEntity<>(body, headers), String.class);
    }

    TestRestTemplate as(Credentials login) {
        return test.http.withBasicAuth(login.name(), login.password());
    }

    /** The reason codes of the client's messages, in order. */
    List<String> reasonsOf(ObjectNode order) {
        return test.acme.ofOrder(JourneyScenario.reference(order)).stream()
                .map(message -> message.at("/data/reason/code").asText())
                .filter(code -> !code.isEmpty())
                .toList();
    }
}
