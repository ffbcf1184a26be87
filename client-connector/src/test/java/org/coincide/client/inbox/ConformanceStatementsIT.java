package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The statements of the conformance kit: the whole connector sends the receipts and inquiries, and raises the warnings, of the kit. */
class ConformanceStatementsIT {

    private static final Path KIT = Path.of("..", "docs", "contract", "conformance", "20-statements.jsonl");

    /** The kit's messages are of that day. The clock moves between two steps, so that no inquiry waits for an earlier one. */
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-29T09:00:00Z"));

    private static BrokerlessConnector client;
    private static final Set<String> SEEN = new HashSet<>();

    @BeforeAll
    static void start() {
        client = BrokerlessConnector.onHsqldb("acme", CLOCK);
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @TestFactory
    Stream<DynamicTest> everyStepHasItsResult() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : Files.readAllLines(KIT)) {
            JsonNode step = json(line);
            tests.add(dynamicTest(step.path("form").asText("step " + (tests.size() + 1)), () -> take(step)));
        }
        return tests.stream();
    }

    private static void take(JsonNode step) {
        CLOCK.advance(Duration.ofMinutes(10));
        if (step.has("sent")) {
            assertThat(client.place(step.path("sent")).statusCode()).isEqualTo(202);
            return;
        }
        client.receive(List.of(step.path("received").asText()));
        JsonNode expected = step.path("comparison");
        List<JsonNode> sent = sent();
        client.jdbc().update("UPDATE request SET state = 'SENT'");
        assertThat(data(sent, "receipt"))
                .as("receipts")
                .isEqualTo(expected.path("receipts").valueStream().toList());
        assertThat(data(sent, "inquiry"))
                .as("inquiries")
                .isEqualTo(expected.path("inquiries").valueStream().toList());
        assertThat(warnings())
                .as("warnings")
                .isEqualTo(expected.path("warnings").valueStream().toList());
    }

    /** The requests since the last step. */
    private static List<JsonNode> sent() {
        return fresh("SELECT id, event_body AS content FROM request ORDER BY created_at").stream()
                .map(ConformanceStatementsIT::json)
                .toList();
    }

    /** The contents of the rows that the last step has added. */
    private static List<String> fresh(String sql) {
        return client.jdbc().queryForList(sql).stream()
                .filter(row -> SEEN.add((String) row.get("id")))
                .map(row -> (String) row.get("content"))
                .toList();
    }

    private static List<JsonNode> data(List<JsonNode> sent, String type) {
        List<JsonNode> data = new ArrayList<>();
        for (JsonNode event : sent) {
            if (event.path("type").asText().equals("trading." + type + ".v1")) {
                ObjectNode contents = (ObjectNode) event.path("data");
                contents.remove("ledger");
                data.add(contents);
            }
        }
        return data;
    }

    /** The warnings since the last step. */
    private static List<JsonNode> warnings() {
        return fresh(
                        """
                        SELECT id, '{"warning":"' || warning_type || '"' || COALESCE(',"tradingId":"' || trading_id || '","sequence":'
                          || CAST(sequence_number AS VARCHAR(20)), '') || '}' AS content FROM warning ORDER BY raised_at""")
                .stream()
                .map(ConformanceStatementsIT::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
