package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Valid and invalid requests of a client to the server's REST API. */
@BothDatabases
class RestApiIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();

        @Test
        void anOrderByHttpIsAnsweredByResponseAndByQueue() throws Exception {
            ObjectNode order = Orders.ordinary();
            ResponseEntity<String> answer = place("acme", order.toString());
            assertThat(answer.getStatusCode().value()).isEqualTo(201);
            JsonNode information = JSON.readTree(answer.getBody());
            assertThat(answer.getHeaders().getLocation())
                    .hasToString("/api/trades/" + information.path("tradingId").asText());
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(acme.ofOrder(reference(order)).get(0).path("data")).isEqualTo(information);
        }

        @Test
        void theMessagesOfATradeContinueTheTraceOfItsOrder() {
            ObjectNode order = Orders.ordinary();
            assertThat(place(order, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                    .isEqualTo(201);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(tracesOf(order)).containsOnly("4bf92f3577b34da6a3ce929d0e0e4736");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                    "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                    "00-'; DROP TABLE trade; --"
                })
        void aMalformedTraceparentChangesNothing(String traceParent) {
            ObjectNode order = Orders.ordinary();
            assertThat(place(order, traceParent)).isEqualTo(201);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(tracesOf(order)).containsOnly(tradingId(order).replace("-", ""));
        }

        private int place(ObjectNode order, String traceParent) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            headers.set("traceparent", traceParent);
            return as("acme")
                    .postForEntity("/api/orders", new HttpEntity<>(order.toString(), headers), String.class)
                    .getStatusCode()
                    .value();
        }

        private List<String> tracesOf(ObjectNode order) {
            return acme.ofOrder(reference(order)).stream()
                    .map(message -> message.path("traceparent").asText().split("-")[1])
                    .toList();
        }

        @Test
        void theSameOrderAgainGetsTheSameAnswer() {
            String order = Orders.ordinary().toString();
            ResponseEntity<String> first = place("acme", order);
            ResponseEntity<String> second = place("acme", order);
            assertThat(second.getStatusCode()).isEqualTo(first.getStatusCode());
            assertThat(second.getBody()).isEqualTo(first.getBody());
        }

        @Test
        void anotherOrderUnderTheSameReferenceIsAConflict() {
            ObjectNode order = Orders.ordinary();
            place("acme", order.toString());
            ResponseEntity<String> other = place(
                    "acme", Orders.addLine(order, "CUP-PORCELAIN", 1, "4.90").toString());
            assertProblem(other, 409, "reference");
        }

        @Test
        void twoClientsMayUseTheSameReference() {
            String order = Orders.ordinary().toString();
            assertThat(place("acme", order).getStatusCode().value()).isEqualTo(201);
            assertThat(place("globex", order).getStatusCode().value()).isEqualTo(201);
        }

        @Test
        void invalidJsonIsABadRequestWithThePosition() {
            assertProblem(place("acme", "{\"orderReference\": oops}"), 400, "line 1");
        }

        @Test
        void aDuplicateKeyIsABadRequest() {
            String order = Orders.ordinary()
                    .toString()
                    .replace("\"currency\":\"EUR\"", "\"currency\":\"EUR\",\"currency\":\"EUR\"");
            assertProblem(place("acme", order), 400, "currency");
        }

        @Test
        void trailingContentIsABadRequest() {
            assertProblem(place("acme", Orders.ordinary() + "{}"), 400, "MALFORMED_JSON");
        }

        @Test
        void anImpossibleDateIsABadRequest() {
            String order =
                    Orders.ordinary().put("requestedDelivery", "2026-02-30").toString();
            assertProblem(place("acme", order), 400, "/requestedDelivery");
        }

        @Test
        void aStatusInTheOrderIsABadRequest() {
            assertProblem(
                    place("acme", Orders.ordinary().put("status", "COMPLETED").toString()), 400, "status");
        }

        @Test
        void anUnknownProductIsUnprocessable() {
            assertProblem(
                    place(
                            "acme",
                            Orders.addLine(Orders.ordinary(), "NOPE", 1, "1.00").toString()),
                    422,
                    "/lines/1/sku");
        }

        @Test
        void aTotalThatTheContractCannotWriteIsUnprocessable() {
            String sku = "DEAR-" + UUID.randomUUID();
            jdbc.sql("INSERT INTO product (sku, name, unit_price, currency) VALUES (?, 'Made for a test', ?, 'EUR')")
                    .params(sku, new BigDecimal("1200000"))
                    .update();
            ObjectNode order = Orders.addLine(Orders.ordinary(), sku, 1_000_000, "1200000.00");
            assertProblem(place("acme", order.toString()), 422, "TOTAL_TOO_LARGE");
        }

        @Test
        void aBodyOfTwoMegabytesIsTooLarge() {
            ObjectNode order = Orders.ordinary();
            ((ObjectNode) order.path("shipTo")).put("name", "x".repeat(2_000_000));
            assertProblem(place("acme", order.toString()), 413, "");
        }

        @Test
        void anotherContentTypeIsUnsupported() {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_XML);
            ResponseEntity<String> answer =
                    as("acme").postForEntity("/api/orders", new HttpEntity<>("<order/>", headers), String.class);
            assertProblem(answer, 415, "");
        }

        @Test
        void requestsWithoutTheSecretAreUnauthorized() {
            assertThat(http.getForEntity("/api/trades", String.class)
                            .getStatusCode()
                            .value())
                    .isEqualTo(401);
            assertThat(http.withBasicAuth("acme", "wrong")
                            .getForEntity("/api/trades", String.class)
                            .getStatusCode()
                            .value())
                    .isEqualTo(401);
        }

        @Test
        void aTradeWithItsHistoryIsVisibleToItsClientOnly() throws Exception {
            ObjectNode order = Orders.ordinary();
            place("acme", order.toString());
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String path = "/api/trades/" + newest(order).path("tradingId").asText();
            JsonNode trade = JSON.readTree(as("acme").getForObject(path, String.class));
            assertThat(trade.path("closed").asBoolean()).isTrue();
            assertThat(trade.path("history")).containsExactlyElementsOf(acme.ofOrder(reference(order)));
            assertProblem(as("globex").getForEntity(path, String.class), 404, "");
            assertThat(as("globex").getForObject("/api/trades?limit=500", String.class))
                    .doesNotContain(reference(order));
        }

        @Test
        void tradesComeInPages() throws Exception {
            for (int index = 0; index < 3; index++) {
                place("globex", Orders.ordinary().toString());
            }
            JsonNode first = JSON.readTree(as("globex").getForObject("/api/trades?limit=2", String.class));
            assertThat(first).hasSize(2);
            JsonNode second = JSON.readTree(as("globex")
                    .getForObject(
                            "/api/trades?limit=500&after="
                                    + first.get(1).path("tradingId").asText(),
                            String.class));
            assertThat(second).isNotEmpty().doesNotContain(first.get(0), first.get(1));
        }

        @Test
        void theCatalogueIsPublished() throws Exception {
            JsonNode products = JSON.readTree(as("acme").getForObject("/api/products", String.class));
            assertThat(products)
                    .extracting(product -> product.path("sku").asText())
                    .contains("TEA-EARL-GREY-100");
            assertThat(products)
                    .extracting(product -> product.path("unitPrice").asText())
                    .contains("12.50");
            assertThat(products)
                    .extracting(product -> product.path("availability").asText())
                    .contains("IN_STOCK", "OUT_OF_STOCK")
                    .doesNotContain("");
        }

        private ResponseEntity<String> place(String client, String body) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            return as(client).postForEntity("/api/orders", new HttpEntity<>(body, headers), String.class);
        }

        private TestRestTemplate as(String client) {
            return http.withBasicAuth(client, secrets.ofClient(client));
        }

        private static void assertProblem(ResponseEntity<String> answer, int status, String says) {
            assertThat(answer.getStatusCode().value()).isEqualTo(status);
            assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(List.of(answer.getBody())).allMatch(body -> body.contains(says));
        }
    }
}
