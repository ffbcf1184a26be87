package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coincide.client.contract.Json;
import org.coincide.client.journey.TraceCollector.ReceivedSpan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The trace of a trade, from the order at the client to the last status in its ledger, in the collector and in the logs of both sides. */
class TracesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CALLER = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static TraceCollector collector;
    private static TestSystem system;

    @BeforeAll
    static void start() {
        collector = new TraceCollector();
        Map<String, String> settings = Map.of(
                "management.otlp.tracing.endpoint", collector.address(), "logging.structured.format.console", "ecs");
        system = TestSystem.of(TracesIT.class, settings, Map.of("acme", new HashMap<>(settings)));
        system.startWith(system.acme);
    }

    @AfterAll
    static void end() {
        system.close();
        collector.close();
    }

    @Test
    void oneTraceLeadsFromTheOrderToTheLastStatus() throws IOException {
        var ownTrade = complete("traceparent", "00-not-a-traceparent-at-all");
        var tradeOfCaller = complete("traceparent", "00-" + CALLER + "-00f067aa0ba902b7-01");
        var failing = failing();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(traceOf(ownTrade)).isNotEqualTo(CALLER);
            for (var trace : List.of(traceOf(ownTrade), CALLER)) {
                assertThat(collector.ofTrades().stream()
                                .filter(span -> span.traceId().equals(trace)))
                        .contains(
                                new ReceivedSpan("client", trace, "order placed"),
                                new ReceivedSpan("server", trace, "order received"),
                                new ReceivedSpan("server", trace, "information RECEIVED NOT_STARTED PENDING"),
                                new ReceivedSpan("server", trace, "processing COMPLETED DELIVERED PAID"),
                                new ReceivedSpan("server", trace, "send trading.client.acme"),
                                new ReceivedSpan("client", trace, "ledger #1"),
                                new ReceivedSpan("client", trace, "ledger #" + last(ownTrade)));
            }
            assertThat(collector.ofTrades())
                    .extracting(ReceivedSpan::traceId)
                    .containsOnly(traceOf(ownTrade), CALLER, traceOf(failing));
            assertJob(traceOf(ownTrade), "null");
            assertJob(CALLER, "null");
            assertJob(traceOf(failing), "503");
        });
        assertThat(traceOf(tradeOfCaller)).isEqualTo(CALLER);
        assertThat(system.acme.output().lines())
                .anyMatch(line -> line.contains("\"tradingId\":\"" + tradeOfCaller + "\"") && line.contains(CALLER));
    }

    private static void assertJob(String trace, String error) {
        assertThat(collector.jobs().stream().filter(job -> job.traceId().equals(trace)))
                .anySatisfy(job -> {
                    assertThat(job.name()).isEqualTo("Authorize payment");
                    assertThat(job.attributes())
                            .containsEntry("coincide.process", "payment-authorization")
                            .containsEntry("coincide.element", "Task_AuthorizePayment")
                            .containsEntry("coincide.retries_left", "6")
                            .containsKey("coincide.trading_id");
                    assertThat(String.valueOf(job.error())).contains(error);
                });
    }

    /** Places an order whose payment step fails. */
    private static String failing() throws IOException {
        var order = OrderKind.ORDINARY.order();
        ((ObjectNode) order.get("payment")).put("token", "tok_unavailable");
        assertThat(system.acme
                        .post("/api/orders", order.toString(), "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(202);
        var reference = order.get("orderReference").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        system.acme.order(reference).path("tradingId").asText())
                .isNotEmpty());
        return system.acme.order(reference).path("tradingId").asText();
    }

    private static String complete(String header, String value) throws IOException {
        var order = OrderKind.ORDINARY.order();
        var reference = order.get("orderReference").asText();
        assertThat(system.acme
                        .post("/api/orders", order.toString(), "Content-Type", "application/json", header, value)
                        .statusCode())
                .isEqualTo(202);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(system.acme
                        .trade(system.acme.order(reference).path("tradingId").asText())
                        .path("closed")
                        .asBoolean())
                .isTrue());
        return system.acme.order(reference).path("tradingId").asText();
    }

    private static long last(String tradingId) {
        return system.acme.trade(tradingId).path("sequence").asLong();
    }

    /** The trace that the last message of the trade names. */
    private static String traceOf(String tradingId) throws IOException {
        var entries = system.acme.json("/api/evidence/" + tradingId).path("entries");
        var last = Json.STRICT.readTree(
                entries.get(entries.size() - 1).path("body").asText());
        return last.path("traceparent").asText().split("-")[1];
    }
}
