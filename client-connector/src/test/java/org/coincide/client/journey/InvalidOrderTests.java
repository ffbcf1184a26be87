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

/** Invalid and unauthenticated requests: client and server refuse each with a reason and store nothing. */
abstract class InvalidOrderTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final UUID UNKNOWN = new UUID(1, 1);

    private final TestSystem system;

    InvalidOrderTests(TestSystem system) {
        this.system = system;
    }

    @AfterEach
    void validOrdersAreStillAccepted() throws IOException {
        var order = OrderKind.ORDINARY.order();
        assertThat(system.acme.place(order.toString()).statusCode()).isEqualTo(202);
        awaitState(order.get("orderReference").asText(), "ACCEPTED");
    }

    @ParameterizedTest
    @EnumSource
    void theConnectorRefusesAnInvalidOrder(InvalidOrder invalid) throws IOException {
        int before = system.acme.all("/api/orders").size();

        assertProblem(system.acme.post("/api/orders", invalid.body(), "Content-Type", invalid.contentType()), invalid);

        assertThat(system.acme.all("/api/orders")).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource
    void theServerRefusesAnInvalidOrder(InvalidOrder invalid) throws IOException {
        int before = system.server.json("/api/trades?limit=500", "globex").size();

        assertProblem(
                system.server.post(
                        "/api/orders",
                        invalid.body(),
                        "Authorization",
                        system.server.accounts().authorization("globex"),
                        "Content-Type",
                        invalid.contentType()),
                invalid);

        assertThat(system.server.json("/api/trades?limit=500", "globex")).hasSize(before);
    }

    /** The connector has no catalogue, so it accepts these orders and the server refuses them. */
    @ParameterizedTest
    @MethodSource("wrongLines")
    void theServersRefusalIsShownByTheConnector(Consumer<ObjectNode> change, String code, String text)
            throws IOException {
        var body = InvalidOrder.withLine(change);

        var reference =
                ConnectorApi.json(system.acme.place(body)).get("orderReference").asText();

        awaitState(reference, "REFUSED");
        var reason = system.acme.order(reference).get("reasons").get(0);
        assertThat(reason.get("code").asText()).isEqualTo(code);
        assertThat(reason.toString()).contains(text);
        assertThat(system.server.placeOrder(body, "acme").statusCode()).isEqualTo(422);
        assertThat(system.server.placeOrder(body, "acme").body()).contains(code, text);
        assertThat(system.server.get("/api/trades?limit=500", "acme").body()).doesNotContain(reference);
    }

    static Arguments[] wrongLines() {
        return new Arguments[] {
            wrongLine(line -> line.put("sku", "NO-SUCH-TEA"), "UNKNOWN_PRODUCT", "NO-SUCH-TEA"),
            wrongLine(line -> line.put("unitPrice", "1.25"), "PRICE_CHANGED", "12.50")
        };
    }

    private static Arguments wrongLine(Consumer<ObjectNode> change, String code, String text) {
        return Arguments.of(change, code, text);
    }

    @Test
    void aReusedReferenceIsAConflictOnBothSides() throws IOException {
        var order = OrderKind.ORDINARY.order();
        var other = order.deepCopy().put("requestedDelivery", "2027-01-04");
        assertThat(system.acme.place(order.toString()).statusCode()).isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() ->
                        system.acme.order(order.get("orderReference").asText()).has("tradingId"));

        assertThat(system.acme.place(order.toString()).statusCode()).isEqualTo(202);
        assertThat(system.acme.place(other.toString()).statusCode()).isEqualTo(409);
        assertThat(system.server.placeOrder(order.toString(), "acme").statusCode())
                .isEqualTo(201);
        assertThat(system.server.placeOrder(other.toString(), "acme").statusCode())
                .isEqualTo(409);
    }

    @Test
    void aWrongSecretIs401AndAnotherClientsTradeIs404() throws IOException {
        var order = OrderKind.ORDINARY.order().toString();
        var wrong = system.server.post(
                "/api/orders",
                order,
                "Authorization",
                HttpEndpoint.basic("acme", "guess"),
                "Content-Type",
                "application/json");
        assertThat(wrong.statusCode()).isEqualTo(401);

        var tradingId = ConnectorApi.json(system.server.placeOrder(order, "globex"))
                .get("tradingId")
                .asText();
        var foreign = system.server.get("/api/trades/" + tradingId, "acme");
        var unknown = system.server.get("/api/trades/" + UNKNOWN, "acme");
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body().replace(tradingId, ""))
                .isEqualTo(unknown.body().replace(UNKNOWN.toString(), ""));
    }

    private void awaitState(String reference, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        system.acme.order(reference).path("state").asText())
                .isEqualTo(state));
    }

    private static void assertProblem(HttpResponse<String> answer, InvalidOrder invalid) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(invalid.status());
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = ConnectorApi.json(answer);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.toString()).contains(invalid.reason());
    }
}
