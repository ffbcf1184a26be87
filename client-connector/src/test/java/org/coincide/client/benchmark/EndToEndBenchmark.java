package org.coincide.client.benchmark;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.coincide.benchmark.Comparison;
import org.coincide.benchmark.Measurements;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Server and client as two processes: from the order at the server to the last message verified in the client's ledger. */
class EndToEndBenchmark {

    static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int ORDERS = Integer.getInteger("benchmark.orders", 200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int DEFAULT = 0;
    private static final int SINGLE = 1;

    private final Measurements figures = new Measurements();
    private final List<AutoCloseable> started = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void endToEnd(ClientDatabase on) throws Exception {
        VariantServerProcess engine = start("ENGINE", on);
        VariantServerProcess coincide = start("COINCIDE", on);
        VariantServerProcess jmsTemplate = start("JMS_TEMPLATE", on);
        VariantServerProcess modulith = start("MODULITH", on);
        VariantServerProcess modulithForBatches = start("MODULITH", on);
        BenchmarkClient ofCoincide = client(on, coincide, DEFAULT);
        BenchmarkClient ofJmsTemplate = client(on, jmsTemplate, DEFAULT);
        BenchmarkClient ofModulith = client(on, modulith, SINGLE);
        BenchmarkClient batchedOfModulith = client(on, modulithForBatches, DEFAULT);
        Comparison contest = new Comparison()
                .with("engine", () -> unpublished(engine))
                .with("coincide", () -> published(coincide, ofCoincide))
                .with("jmstemplate", () -> published(jmsTemplate, ofJmsTemplate))
                .with("modulith", () -> published(modulith, ofModulith))
                .with("modulith_batched_client", () -> published(modulithForBatches, batchedOfModulith))
                .run(ROUNDS);
        report(on, contest);
        for (int index = started.size() - 1; index >= 0; index--) {
            started.get(index).close();
        }
    }

    private void report(ClientDatabase on, Comparison contest) throws Exception {
        figures.heading(
                on,
                "end to end: %d orders in at the server, to the last message in the client's ledger".formatted(ORDERS));
        figures.rates(contest, "trades/s");
        figures.ratio(
                "end_to_end_vs_engine",
                on,
                contest.ratio("coincide", "engine"),
                on == ClientDatabase.HSQLDB ? 0.65 : 0.75);
        figures.ratio("end_to_end_vs_jmstemplate", on, contest.ratio("coincide", "jmstemplate"), 3);
        figures.ratio("end_to_end_vs_modulith", on, contest.ratio("coincide", "modulith"), 3);
        figures.ratio(
                "end_to_end_vs_modulith_batched_client", on, contest.ratio("coincide", "modulith_batched_client"), 2);
    }

    private VariantServerProcess start(String variant, ClientDatabase on) throws Exception {
        VariantServerProcess server = VariantServerProcess.start(variant, on);
        started.add(server);
        return server;
    }

    private BenchmarkClient client(ClientDatabase on, VariantServerProcess server, int batch) {
        BenchmarkClient client =
                BenchmarkClient.start(on, "failover:(" + server.broker() + ")?timeout=5000", server.secret(), batch);
        started.add(client);
        return client;
    }

    /** Trades per second, until the ledger has all messages of them. */
    private static double published(VariantServerProcess server, BenchmarkClient client) throws Exception {
        var orders = BenchmarkOrders.orders(ORDERS);
        client.sent(orders);
        client.listen();
        server.work();
        long wanted = client.entries() + BenchmarkOrders.messages(ORDERS);
        long start = System.nanoTime();
        BenchmarkOrders.send(server, orders);
        client.awaitEntries(wanted);
        double rate = ORDERS / ((System.nanoTime() - start) / 1e9);
        server.rest();
        client.rest();
        return rate;
    }

    /** Trades per second, until the last one has closed: no client is told. */
    private static double unpublished(VariantServerProcess server) throws Exception {
        server.work();
        long wanted = server.closed() + ORDERS;
        long start = System.nanoTime();
        BenchmarkOrders.send(server, BenchmarkOrders.orders(ORDERS));
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> server.closed() >= wanted);
        double rate = ORDERS / ((System.nanoTime() - start) / 1e9);
        server.rest();
        return rate;
    }
}
