package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Orders and trades over HTTP, as docs/contract/openapi.yaml describes it. */
abstract class HttpSuite extends ServerSuite {

    @Autowired
    TestRestTemplate http;

    @Test
    void anOrderIsAnsweredWithItsTradingInformation() {
        ObjectNode order = Orders.ordinary();
        ResponseEntity<JsonNode> answer = post("acme", order.toString());
        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        assertThat(answer.getHeaders().getLocation())
                .hasPath("/api/trades/" + answer.getBody().path("tradingId").asText());
        assertThat(answer.getBody().path("orderReference").asText()).isEqualTo(reference(order));
        assertThat(answer.getBody().at("/statuses/order").asText()).isEqualTo("RECEIVED");
        assertThat(answer.getBody().path("total").asText()).isEqualTo("37.50");
    }

    @Test
    void theSameOrderAgainGetsTheSameAnswerAlsoWhenItIsLongCompleted() {
        ObjectNode order = Orders.ordinary();
        ResponseEntity<JsonNode> first = post("acme", order.toString());
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        ResponseEntity<JsonNode> again = post("acme", order.toPrettyString());
        assertThat(again.getStatusCode()).isEqualTo(first.getStatusCode());
        assertThat(again.getBody()).isEqualTo(first.getBody());
    }

    @Test
    void anotherOrderUnderTheSameReferenceIsAConflictAndChangesNothing() {
        ObjectNode order = Orders.ordinary();
        post("acme", order.toString());
        ObjectNode other = Orders.addLine(order.deepCopy(), "CUP-PORCELAIN", 1, "4.90");
        refused(409, post("acme", other.toString()));
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        assertThat(newest(order).at("/amounts/ordered").asText()).isEqualTo("37.50");
    }

    @Test
    void theSameReferenceOfAnotherClientIsAnotherOrder() {
        ObjectNode order = Orders.ordinary();
        JsonNode ofAcme = post("acme", order.toString()).getBody();
        JsonNode ofGlobex = post("globex", order.toString()).getBody();
        assertThat(ofGlobex.path("tradingId")).isNotEqualTo(ofAcme.path("tradingId"));
    }

    @Test
    void whatIsNoOrderIsRefusedWithThePlace() {
        long before = count("trade");
        assertThat(codeOf(refused(400, post("acme", "{\"orderReference\":")))).isEqualTo("MALFORMED_JSON");
        assertThat(codeOf(refused(400, post("acme", Orders.ordinary() + "x")))).isEqualTo("MALFORMED_JSON");
        ObjectNode none = Orders.addLine(Orders.ordinary(), "CUP-PORCELAIN", 0, "4.90");
        JsonNode problem = refused(400, post("acme", none.toString()));
        assertThat(codeOf(problem)).isEqualTo("SCHEMA_INVALID");
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/lines/1/quantity");
        assertThat(count("trade")).isEqualTo(before);
    }

    @Test
    void anOrderThatTheServerDoesNotTakeIsRefusedWithTheReason() {
        ObjectNode dear = Orders.addLine(Orders.ordinary(), "CUP-PORCELAIN", 1, "3.90");
        JsonNode problem = refused(422, post("acme", dear.toString()));
        assertThat(codeOf(problem)).isEqualTo("PRICE_CHANGED");
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/lines/1/unitPrice");
    }

    @Test
    void aHugeBodyAnotherTypeAndAWrongSecretAreRefused() {
        refused(413, post("acme", " ".repeat(2_000_000)));
        refused(415, send("acme", secrets.ofClient("acme"), "order", MediaType.TEXT_PLAIN));
        refused(401, send("acme", "guessed", Orders.ordinary().toString(), MediaType.APPLICATION_JSON));
    }

    @Test
    void aClientPagesThroughItsOwnTradesOldestFirst() {
        List<String> placed = List.of(place("acme"), place("acme"), place("acme"));
        place("globex");
        String before = page("acme", "?limit=500").stream()
                .takeWhile(id -> !id.equals(placed.get(0)))
                .reduce("", (one, next) -> next);
        String from = before.isEmpty() ? "" : "&after=" + before;
        assertThat(page("acme", "?limit=2" + from)).isEqualTo(placed.subList(0, 2));
        assertThat(page("acme", "?limit=2&after=" + placed.get(1))).isEqualTo(placed.subList(2, 3));
        assertThat(page("acme", "?after=" + placed.get(2))).isEmpty();
        assertThat(page("globex", "")).doesNotContainAnyElementsOf(placed);
        refused(400, get("acme", "/api/trades?limit=0"));
        refused(400, get("acme", "/api/trades?limit=many"));
    }

    @Test
    void aTradeIsShownWithItsHistoryAsItWasPublished() {
        ObjectNode order = Orders.ordinary();
        String tradingId =
                post("acme", order.toString()).getBody().path("tradingId").asText();
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        JsonNode trade = get("acme", "/api/trades/" + tradingId).getBody();
        assertThat(trade.path("order").asText()).isEqualTo("COMPLETED");
        assertThat(trade.path("closed").asBoolean()).isTrue();
        assertThat(list(trade.path("history"))).isEqualTo(acme.ofOrder(reference(order)));
        assertThat(trade.path("sequence").asInt())
                .isEqualTo(trade.path("history").size());
    }

    @Test
    void anothersTradeAnswersAsOneThatNeverWas() {
        String tradingId = place("acme");
        String never = tradingId.replaceAll("[0-9]", "0");
        JsonNode anothers = refused(404, get("globex", "/api/trades/" + tradingId));
        JsonNode none = refused(404, get("globex", "/api/trades/" + never));
        assertThat(anothers.toString().replace(tradingId, never)).isEqualTo(none.toString());
        refused(404, get("globex", "/api/trades?after=" + tradingId));
    }

    @Test
    void theCatalogueSaysWhatCanBeOrdered() {
        assertThat(list(get("acme", "/api/products").getBody())).anySatisfy(product -> {
            assertThat(product.path("sku").asText()).isEqualTo("CUP-PORCELAIN");
            assertThat(product.path("unitPrice").asText()).isEqualTo("4.90");
            assertThat(product.path("currency").asText()).isEqualTo("EUR");
        });
    }

    private String place(String client) {
        return post(client, Orders.ordinary().toString())
                .getBody()
                .path("tradingId")
                .asText();
    }

    private List<String> page(String client, String query) {
        return list(get(client, "/api/trades" + query).getBody()).stream()
                .map(trade -> trade.path("tradingId").asText())
                .toList();
    }

    private ResponseEntity<JsonNode> get(String client, String path) {
        return http.withBasicAuth(client, secrets.ofClient(client)).getForEntity(path, JsonNode.class);
    }

    private ResponseEntity<JsonNode> post(String client, String body) {
        return send(client, secrets.ofClient(client), body, MediaType.APPLICATION_JSON);
    }

    private ResponseEntity<JsonNode> send(String client, String secret, String body, MediaType type) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(type);
        return http.withBasicAuth(client, secret)
                .exchange("/api/orders", HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
    }

    private static JsonNode refused(int status, ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody().path("status").asInt()).isEqualTo(status);
        return answer.getBody();
    }

    private static String codeOf(JsonNode problem) {
        return problem.at("/errors/0/code").asText();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
