package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.coincide.client.support.ConnectorApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no order, or nobody's: refused at the door where it comes in, in words that help, with nothing left behind. */
abstract class InvalidOrderTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final UUID NOBODYS = new UUID(1, 1);

    private final TestSystem stage;

    InvalidOrderTests(TestSystem stage) {
        this.stage = stage;
    }

    @AfterEach
    void validOrdersAreStillAccepted() throws IOException {
        var order = OrderKind.ORDINARY.order();
        assertThat(stage.acme.place(order.toString()).statusCode()).isEqualTo(202);
        awaitState(order.get("orderReference").asText(), "ACCEPTED");
    }

    @ParameterizedTest
    @EnumSource
    void theConnectorRefusesAnInvalidOrder(InvalidOrder bad) throws IOException {
        int before = stage.acme.all("/api/orders").size();

        assertProblem(stage.acme.post("/api/orders", bad.body(), "Content-Type", bad.contentType()), bad);

        assertThat(stage.acme.all("/api/orders")).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource
    void theServerRefusesAnInvalidOrder(InvalidOrder bad) throws IOException {
        int before = stage.server.json("/api/trades?limit=500", "globex").size();

        assertProblem(
                stage.server.post(
                        "/api/orders",
                        bad.body(),
                        "Authorization",
                        stage.server.accounts().authorization("globex"),
                        "Content-Type",
                        bad.contentType()),
                bad);

        assertThat(stage.server.json("/api/trades?limit=500", "globex")).hasSize(before);
    }

    /** The connector has no catalogue: it takes these, and the server's refusal comes back to who placed the order. */
    @ParameterizedTest
    @MethodSource("wrongLines")
    void theServersRefusalIsShownByTheConnector(Consumer<ObjectNode> change, String code, String says)
            throws IOException {
        var body = InvalidOrder.ordered(change);

        var reference =
                ConnectorApi.json(stage.acme.place(body)).get("orderReference").asText();

        awaitState(reference, "REFUSED");
        var reason = stage.acme.order(reference).get("reasons").get(0);
        assertThat(reason.get("code").asText()).isEqualTo(code);
        assertThat(reason.toString()).contains(says);
        assertThat(stage.server.order(body, "acme").statusCode()).isEqualTo(422);
        assertThat(stage.server.order(body, "acme").body()).contains(code, says);
        assertThat(stage.server.get("/api/trades?limit=500", "acme").body()).doesNotContain(reference);
    }

    static Arguments[] wrongLines() {
        return new Arguments[] {
            wrongLine(line -> line.put("sku", "NO-SUCH-TEA"), "UNKNOWN_PRODUCT", "NO-SUCH-TEA"),
            wrongLine(line -> line.put("unitPrice", "1.25"), "PRICE_CHANGED", "12.50")
        };
    }

    private static Arguments wrongLine(Consumer<ObjectNode> change, String code, String says) {
        return Arguments.of(change, code, says);
    }

    @Test
    void aReusedReferenceIsAConflictOnBothSides() throws IOException {
        var order = OrderKind.ORDINARY.order();
        var other = order.deepCopy().put("requestedDelivery", "2027-01-04");
        assertThat(stage.acme.place(order.toString()).statusCode()).isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() ->
                        stage.acme.order(order.get("orderReference").asText()).has("tradingId"));

        assertThat(stage.acme.place(order.toString()).statusCode()).isEqualTo(202);
        assertThat(stage.acme.place(other.toString()).statusCode()).isEqualTo(409);
        assertThat(stage.server.order(order.toString(), "acme").statusCode()).isEqualTo(201);
        assertThat(stage.server.order(other.toString(), "acme").statusCode()).isEqualTo(409);
    }

    @Test
    void aWrongSecretIs401AndAnotherClientsTradeIs404() throws IOException {
        var order = OrderKind.ORDINARY.order().toString();
        var wrong = stage.server.post(
                "/api/orders",
                order,
                "Authorization",
                HttpEndpoint.basic("acme", "guess"),
                "Content-Type",
                "application/json");
        assertThat(wrong.statusCode()).isEqualTo(401);

        var tradingId = ConnectorApi.json(stage.server.order(order, "globex"))
                .get("tradingId")
                .asText();
        var anothers = stage.server.get("/api/trades/" + tradingId, "acme");
        var nobodys = stage.server.get("/api/trades/" + NOBODYS, "acme");
        assertThat(anothers.statusCode()).isEqualTo(404);
        assertThat(anothers.body().replace(tradingId, ""))
                .isEqualTo(nobodys.body().replace(NOBODYS.toString(), ""));
    }

    private void awaitState(String reference, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        stage.acme.order(reference).path("state").asText())
                .isEqualTo(state));
    }

    private static void assertProblem(HttpResponse<String> answer, InvalidOrder bad) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(bad.status());
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = ConnectorApi.json(answer);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.toString()).contains(bad.says());
    }
}
