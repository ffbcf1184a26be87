package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.Comparison;
import org.coincide.benchmark.Figure;
import org.coincide.benchmark.Measurements;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures a server with much history against a server with little. */
@EnabledIfSystemProperty(named = BenchmarkForm.PROPERTY, matches = BenchmarkForm.IS_FULL)
class StoredTradesBenchmark {

    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("benchmark.stored", 100_000);
    private static final int REAL = 100;

    private final Measurements figures = new Measurements();

    @ParameterizedTest
    @EnumSource
    void hundredThousandAgainstOneThousand(BenchmarkDatabase on) throws Exception {
        try (Server few = filled(on, FEW);
                Server many = filled(on, MANY)) {
            Comparison contest = new Comparison()
                    .with(FEW + " stored", () -> OrderFlow.rate(few))
                    .with(MANY + " stored", () -> OrderFlow.rate(many))
                    .run(ServerBenchmark.ROUNDS);
            figures.heading(on, "the server with few trades stored and with many");
            figures.rates(contest, "trades/s");
            figures.figure(Figure.RATE_100K_VS_1K, on, contest.ratio(MANY + " stored", FEW + " stored"));
        }
    }

    private Server filled(BenchmarkDatabase on, int trades) throws Exception {
        Server server = Server.start(Variant.COINCIDE, on.forManyRows());
        OrderFlow.trade(server, REAL);
        long start = System.nanoTime();
        new StoredTrades(server.jdbc(), on == BenchmarkDatabase.HSQLDB).multiply(trades / REAL);
        figures.note("%d trades stored in %.0f s".formatted(trades, (System.nanoTime() - start) / 1e9));
        assertThat(server.jdbc()
                        .sql("SELECT COUNT(*) FROM trade")
                        .query(Integer.class)
                        .single())
                .isEqualTo(trades);
        return server;
    }
}
