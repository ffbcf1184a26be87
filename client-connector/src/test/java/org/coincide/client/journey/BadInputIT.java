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
import org.coincide.client.support.Api;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no order, or nobody's: refused at the door where it comes in, in words that help, with nothing left behind. */
class BadInputIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final UUID NOBODYS = new UUID(1, 1);
    private static final Stage STAGE = Stage.of(BadInputIT.class);

    @BeforeAll
    static void start() {
        STAGE.start();
    }

    @AfterAll
    static void end() {
        STAGE.close();
    }

    @AfterEach
    void bothStillTakeOrders() throws IOException {
        var order = Wanted.ORDINARY.order();
        assertThat(STAGE.acme.place(order.toString()).statusCode()).isEqualTo(202);
        awaitState(order.get("orderReference").asText(), "ACCEPTED");
    }

    @ParameterizedTest
    @EnumSource
    void theConnectorSaysWhatIsWrong(BadOrder bad) throws IOException {
        int before = STAGE.acme.all("/api/orders").size();

        assertProblem(STAGE.acme.post("/api/orders", bad.body(), "Content-Type", bad.contentType()), bad);

        assertThat(STAGE.acme.all("/api/orders")).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource
    void theServerSaysWhatIsWrong(BadOrder bad) throws IOException {
        int before = STAGE.server.json("/api/trades?limit=500", "globex").size();

        assertProblem(
                STAGE.server.post(
                        "/api/orders",
                        bad.body(),
                        "Authorization",
                        STAGE.server.accounts().authorization("globex"),
                        "Content-Type",
                        bad.contentType()),
                bad);

        assertThat(STAGE.server.json("/api/trades?limit=500", "globex")).hasSize(before);
    }

    /** The connector has no catalogue: it takes these, and the server's refusal comes back to who placed the order. */
    @ParameterizedTest
    @MethodSource("wrongLines")
    void whatOnlyTheServerCanKnowComesBackAsARefusal(Consumer<ObjectNode> change, String code, String says)
            throws IOException {
        var body = BadOrder.ordered(change);

        var reference = Api.json(STAGE.acme.place(body)).get("orderReference").asText();

        awaitState(reference, "REFUSED");
        var reason = STAGE.acme.order(reference).get("reasons").get(0);
        assertThat(reason.get("code").asText()).isEqualTo(code);
        assertThat(reason.toString()).contains(says);
        assertThat(STAGE.server.order(body, "acme").statusCode()).isEqualTo(422);
        assertThat(STAGE.server.order(body, "acme").body()).contains(code, says);
        assertThat(STAGE.server.get("/api/trades?limit=500", "acme").body()).doesNotContain(reference);
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
    void aReferenceUsedForAnotherOrderIsAConflictAtBothDoors() throws IOException {
        var order = Wanted.ORDINARY.order();
        var other = order.deepCopy().put("requestedDelivery", "2027-01-04");
        assertThat(STAGE.globex.place(order.toString()).statusCode()).isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() ->
                        STAGE.globex.order(order.get("orderReference").asText()).has("tradingId"));

        assertThat(STAGE.globex.place(order.toString()).statusCode()).isEqualTo(202);
        assertThat(STAGE.globex.place(other.toString()).statusCode()).isEqualTo(409);
        assertThat(STAGE.server.order(order.toString(), "globex").statusCode()).isEqualTo(201);
        assertThat(STAGE.server.order(other.toString(), "globex").statusCode()).isEqualTo(409);
    }

    @Test
    void aWrongSecretIsNobodyAndAnothersTradeIsNotThere() throws IOException {
        var order = Wanted.ORDINARY.order().toString();
        var wrong = STAGE.server.post(
                "/api/orders", order, "Authorization", Http.basic("acme", "guess"), "Content-Type", "application/json");
        assertThat(wrong.statusCode()).isEqualTo(401);

        var tradingId =
                Api.json(STAGE.server.order(order, "globex")).get("tradingId").asText();
        var anothers = STAGE.server.get("/api/trades/" + tradingId, "acme");
        var nobodys = STAGE.server.get("/api/trades/" + NOBODYS, "acme");
        assertThat(anothers.statusCode()).isEqualTo(404);
        assertThat(anothers.body().replace(tradingId, ""))
                .isEqualTo(nobodys.body().replace(NOBODYS.toString(), ""));
    }

    private static void awaitState(String reference, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        STAGE.acme.order(reference).path("state").asText())
                .isEqualTo(state));
    }

    private static void assertProblem(HttpResponse<String> answer, BadOrder bad) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(bad.status());
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = Api.json(answer);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.toString()).contains(bad.says());
    }
}
