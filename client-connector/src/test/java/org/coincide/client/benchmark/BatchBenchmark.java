package org.coincide.client.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coincide.benchmark.Comparison;
import org.coincide.benchmark.Measurements;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.RestartableBroker;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client's batches against one transaction for each message. */
class BatchBenchmark {

    private static final int TRADES = Integer.getInteger("benchmark.client.trades", 200);
    private static final int MESSAGES = 9;

    /** So many times as much work for the faster one: else it would be over before it has well begun. */
    private static final int LONGER = 4;

    private final Measurements figures = new Measurements();

    @ParameterizedTest
    @EnumSource
    void batchesAgainstSingleMessages(ClientDatabase on) throws Exception {
        try (RestartableBroker wide = new RestartableBroker().start();
                RestartableBroker narrow = new RestartableBroker().start();
                BenchmarkClient batched = BenchmarkClient.start(on, wide.url(), RestartableBroker.CLIENT_SECRET, 0);
                BenchmarkClient single = BenchmarkClient.start(on, narrow.url(), RestartableBroker.CLIENT_SECRET, 1)) {
            Comparison contest = new Comparison()
                    .with("batches", () -> rate(wide, batched, LONGER * TRADES))
                    .with("single messages", () -> rate(narrow, single, TRADES))
                    .run(EndToEndBenchmark.ROUNDS);
            figures.heading(on, "the client alone: from its queue into its ledger");
            figures.rates(contest, "messages/s");
            figures.ratio("client_batch_vs_single", on, contest.ratio("batches", "single messages"), 10);
        }
    }

    /** Messages per second, of many trades at once, all of them coincident. */
    private static double rate(RestartableBroker broker, BenchmarkClient client, int trades) {
        List<TradeMessages> generators = IntStream.range(0, trades)
                .mapToObj(number -> TradeMessages.of(ContractFiles.order("PO-" + UUID.randomUUID())))
                .toList();
        client.sent(generators.stream().map(TradeMessages::order).toList());
        List<List<String>> told = generators.stream()
                .map(messages -> messages.completeTrade().toList())
                .toList();
        List<String> mixed = new ArrayList<>();
        IntStream.range(0, MESSAGES).forEach(step -> told.forEach(messages -> mixed.add(messages.get(step))));
        new SimulatedServer(broker).send(mixed);
        long wanted = client.entries() + mixed.size();
        long start = System.nanoTime();
        client.listen();
        client.awaitEntries(wanted);
        double rate = mixed.size() / ((System.nanoTime() - start) / 1e9);
        client.rest();
        return rate;
    }
}
