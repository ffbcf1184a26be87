package org.coincide.client.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.Comparison;
import org.coincide.benchmark.Figure;
import org.coincide.benchmark.Measurements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures trades per second from the order at the server to the last message in the ledger of the client. */
@EnabledIfSystemProperty(named = BenchmarkForm.PROPERTY, matches = BenchmarkForm.IS_FULL)
class EndToEndBenchmark {

    static final int ROUNDS = BenchmarkForm.current().rounds();
    private static final int ORDERS = BenchmarkForm.current().orders();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int DEFAULT = 0;
    private static final int SINGLE = 1;

    private final Measurements figures = new Measurements();
    private final List<AutoCloseable> started = new ArrayList<>();

    /** The messages of all turns up to now, by competitor. */
    private final Map<String, Long> expected = new LinkedHashMap<>();

    /** The messages that the client had not received at the end of the last turn, by competitor. */
    private final Map<String, Long> missing = new LinkedHashMap<>();

    /** The messages in the client's quarantine at the end of the last turn, by competitor. */
    private final Map<String, Long> quarantined = new LinkedHashMap<>();

    @ParameterizedTest
    @EnumSource
    void endToEnd(ClientDatabase database) throws Exception {
        VariantServerProcess engine = start("ENGINE", database);
        VariantServerProcess coincide = start("COINCIDE", database);
        VariantServerProcess jmsTemplate = start("JMS_TEMPLATE", database);
        VariantServerProcess modulith = start("MODULITH", database);
        VariantServerProcess modulithForBatches = start("MODULITH", database);
        BenchmarkClient ofCoincide = client(database, coincide, DEFAULT);
        BenchmarkClient ofJmsTemplate = client(database, jmsTemplate, DEFAULT);
        BenchmarkClient ofModulith = client(database, modulith, SINGLE);
        BenchmarkClient batchedOfModulith = client(database, modulithForBatches, DEFAULT);
        Comparison comparison = new Comparison()
                .with("engine", () -> unpublished(engine))
                .with("coincide", () -> published("coincide", coincide, ofCoincide))
                .with("jmstemplate", () -> published("jmstemplate", jmsTemplate, ofJmsTemplate))
                .with("modulith", () -> published("modulith", modulith, ofModulith))
                .with(
                        "modulith_batched_client",
                        () -> published("modulith_batched_client", modulithForBatches, batchedOfModulith))
                .run(ROUNDS);
        report(database, comparison);
        assertThat(missing.get("coincide") + quarantined.get("coincide"))
                .as("messages that are missing in the ledger")
                .isZero();
    }

    @AfterEach
    void close() throws Exception {
        for (int index = started.size() - 1; index >= 0; index--) {
            started.get(index).close();
        }
    }

    private void report(ClientDatabase database, Comparison comparison) throws Exception {
        figures.heading(
                database,
                "end to end: %d orders in at the server, to the last message in the client's ledger".formatted(ORDERS));
        figures.rates(comparison, "trades/s");
        missing.forEach((name, messages) -> {
            if (messages > 0) {
                figures.note("%s: %d messages had not come at the end of the last turn".formatted(name, messages));
            }
        });
        quarantined.forEach((name, messages) -> {
            if (messages > 0) {
                figures.note("%s: %d messages were in the client's quarantine at the end of the last turn"
                        .formatted(name, messages));
            }
        });
        figures.figure(Figure.END_TO_END_VS_ENGINE, database, comparison.ratio("coincide", "engine"));
        figures.ratio("end_to_end_vs_jmstemplate", database, comparison.ratio("coincide", "jmstemplate"), 3);
        figures.ratio("end_to_end_vs_modulith", database, comparison.ratio("coincide", "modulith"), 3);
        figures.ratio(
                "end_to_end_vs_modulith_batched_client",
                database,
                comparison.ratio("coincide", "modulith_batched_client"),
                2);
    }

    private VariantServerProcess start(String variant, ClientDatabase database) throws Exception {
        VariantServerProcess server = VariantServerProcess.start(variant, database);
        started.add(server);
        return server;
    }

    private BenchmarkClient client(ClientDatabase database, VariantServerProcess server, int batch) {
        BenchmarkClient client = BenchmarkClient.start(
                database, "failover:(" + server.broker() + ")?timeout=5000", server.secret(), batch);
        started.add(client);
        return client;
    }

    /**
     * Trades per second until the ledger has all of their messages, those of earlier turns included, or until no other has come for a
     * while.
     */
    private double published(String name, VariantServerProcess server, BenchmarkClient client) throws Exception {
        var orders = BenchmarkOrders.orders(ORDERS);
        client.recordAsSent(orders);
        client.startInbox();
        server.resume();
        long wanted = expected.merge(name, BenchmarkOrders.messages(ORDERS), Long::sum);
        long start = System.nanoTime();
        BenchmarkOrders.send(server, orders);
        double rate = ORDERS / ((client.awaitLastEntry(wanted) - start) / 1e9);
        server.pause();
        client.stopInbox();
        quarantined.put(name, client.quarantined());
        missing.put(name, wanted - client.entries() - client.quarantined());
        return rate;
    }

    /** Trades per second until the last trade is closed, at a server that publishes nothing. */
    private static double unpublished(VariantServerProcess server) throws Exception {
        server.resume();
        long wanted = server.closed() + ORDERS;
        long start = System.nanoTime();
        BenchmarkOrders.send(server, BenchmarkOrders.orders(ORDERS));
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> server.closed() >= wanted);
        double rate = ORDERS / ((System.nanoTime() - start) / 1e9);
        server.pause();
        return rate;
    }
}
