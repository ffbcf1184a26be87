package org.coincide.client.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.Comparison;
import org.coincide.benchmark.Figure;
import org.coincide.benchmark.Measurements;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.RestartableBroker;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the client's batches with one transaction for each message. */
@EnabledIfSystemProperty(named = BenchmarkForm.PROPERTY, matches = BenchmarkForm.IS_FULL)
class BatchBenchmark {

    private static final int TRADES = Integer.getInteger("benchmark.client.trades", 200);
    private static final int MESSAGES = 9;

    /** The batches process this many times the messages, so that both sides run for a comparable time. */
    private static final int BATCH_FACTOR = 4;

    private final Measurements figures = new Measurements();

    @ParameterizedTest
    @EnumSource
    void batchesAgainstSingleMessages(ClientDatabase database) throws Exception {
        try (RestartableBroker wide = new RestartableBroker().start();
                RestartableBroker narrow = new RestartableBroker().start();
                BenchmarkClient batched =
                        BenchmarkClient.start(database, wide.url(), RestartableBroker.CLIENT_SECRET, 0);
                BenchmarkClient single =
                        BenchmarkClient.start(database, narrow.url(), RestartableBroker.CLIENT_SECRET, 1)) {
            Comparison comparison = new Comparison()
                    .with("batches", () -> rate(wide, batched, BATCH_FACTOR * TRADES))
                    .with("single messages", () -> rate(narrow, single, TRADES))
                    .run(BenchmarkForm.current().clientWarmUp(), EndToEndBenchmark.ROUNDS);
            figures.heading(database, "the client alone: from its queue into its ledger");
            figures.rates(comparison, "messages/s");
            figures.figure(Figure.CLIENT_BATCH_VS_SINGLE, database, comparison.ratio("batches", "single messages"));
        }
    }

    /** Messages per second, all of them coincident, of many interleaved trades. */
    private static double rate(RestartableBroker broker, BenchmarkClient client, int trades) {
        List<TradeMessages> generators = IntStream.range(0, trades)
                .mapToObj(number -> TradeMessages.of(ContractFiles.order("PO-" + UUID.randomUUID())))
                .toList();
        client.recordAsSent(generators.stream().map(TradeMessages::order).toList());
        List<List<String>> messagesOfTrades = generators.stream()
                .map(messages -> messages.completeTrade().toList())
                .toList();
        List<String> interleaved = new ArrayList<>();
        IntStream.range(0, MESSAGES)
                .forEach(step -> messagesOfTrades.forEach(messages -> interleaved.add(messages.get(step))));
        new SimulatedServer(broker).send(interleaved);
        long wanted = client.entries() + interleaved.size();
        long start = System.nanoTime();
        client.startInbox();
        client.awaitEntries(wanted);
        double rate = interleaved.size() / ((System.nanoTime() - start) / 1e9);
        client.stopInbox();
        return rate;
    }
}
