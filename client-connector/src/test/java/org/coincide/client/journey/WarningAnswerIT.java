package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coincide.client.contract.Json;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client's warning, from its report to the answer that the client sees. */
class WarningAnswerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static TestSystem system;
    private static LoadJournal journal;

    @BeforeAll
    static void start() {
        system = TestSystem.of(
                WarningAnswerIT.class,
                Map.of(),
                Map.of(
                        "acme",
                        Map.of("coincide.catalogue.enabled", "true", "coincide.answers.refresh-interval", "1s")));
        journal = new LoadJournal(system.folder.resolve("load.jsonl"));
        system.startWith();
        system.acme.launch("--coincide.catalogue.url=" + system.server.address());
        system.acme.awaitReady();
    }

    @AfterAll
    static void end() {
        system.close();
        journal.close();
    }

    @Test
    void aWarningIsAnsweredAndAcknowledgedOnBothSides() throws IOException {
        var tradingId = new ConnectorUser(system.acme, journal).placeHeld(OrderKind.CANCELLED.order());
        var forged = new ForgedMessages(history(tradingId)).raising(WarningType.EQUIVOCATION);
        new BrokerQueues(system.server.brokerAddress(), system.server.accounts())
                .send("acme", system.server.signingKey()::sign, forged);
        await().atMost(PATIENCE).until(() -> inbox(tradingId).has("id"));
        assertThat(group(tradingId).has("answer")).isFalse();

        operate(tradingId, "assignment", "{\"person\":\"olga\"}");
        operate(tradingId, "answer", "{\"text\":\"The second version was a test.\"}");
        await().atMost(PATIENCE).until(() -> group(tradingId).has("answer"));
        assertThat(group(tradingId).path("answer").asText()).isEqualTo("The second version was a test.");
        assertThat(group(tradingId).has("serverAcknowledgedAt")).isFalse();

        operate(tradingId, "acknowledgement", "");
        await().atMost(PATIENCE).until(() -> group(tradingId).has("serverAcknowledgedAt"));
        assertThat(system.acme
                        .post(
                                "/api/warnings/groups/acknowledgement",
                                "{\"type\":\"EQUIVOCATION\",\"tradingId\":\"" + tradingId
                                        + "\",\"count\":1,\"note\":\"As the server says.\"}",
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(group(tradingId).path("acknowledged").asInt()).isEqualTo(1);
        assertThat(inbox(tradingId).path("acknowledgedAt").asText()).isNotEmpty();
    }

    private static void operate(String tradingId, String action, String body) throws IOException {
        var answer = system.server.postAsOperator(
                "/api/operations/warnings/" + inbox(tradingId).path("id").asText() + "/" + action, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The warning about the trade as the operator sees it. */
    private static JsonNode inbox(String tradingId) throws IOException {
        return first(
                Json.STRICT
                        .readTree(system.server
                                .getAsOperator("/api/operations/warnings")
                                .body())
                        .path("warnings"),
                tradingId);
    }

    /** The warnings about the trade as the client sees them. */
    private static JsonNode group(String tradingId) {
        return first(system.acme.json("/api/warnings/groups"), tradingId);
    }

    private static JsonNode first(JsonNode list, String tradingId) {
        for (var one : list) {
            if (one.path("tradingId").asText().equals(tradingId)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private static List<String> history(String tradingId) {
        return IntStream.rangeClosed(
                        1, system.acme.trade(tradingId).get("sequence").asInt())
                .mapToObj(sequence -> system.acme
                        .get("/api/trades/" + tradingId + "/history/" + sequence)
                        .body())
                .toList();
    }
}
