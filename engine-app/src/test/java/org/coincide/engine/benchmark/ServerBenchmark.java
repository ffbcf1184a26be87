package org.coincide.engine.benchmark;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.Comparison;
import org.coincide.benchmark.Figure;
import org.coincide.benchmark.Measurements;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures the server alone: its relay against an alternative, and the SQL statements of a trade. */
class ServerBenchmark {

    /** Number of trades whose messages the relay sends again. */
    private static final int TOLD = Integer.getInteger("benchmark.relay.trades", 200);

    static final int ROUNDS = BenchmarkForm.current().rounds();

    /**
     * The statements of the baseline, counted by the same counter on 2026-11-27: 402 for an order by card, 378 on invoice. They are exact and
     * do not depend on the machine, so the benchmark does not count them again.
     */
    private static final double STATEMENTS_OF_BASELINE = (402 + 378) / 2.0;

    /** The commits of the baseline that write, counted at the same time: 37.5 for an order by card, 35 on invoice. */
    private static final double COMMITS_OF_BASELINE = (37.5 + 35) / 2;

    private final Measurements figures = new Measurements();

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = BenchmarkForm.PROPERTY, matches = BenchmarkForm.IS_FULL)
    void relay(BenchmarkDatabase on) throws Exception {
        try (Server coincide = Server.start(Variant.COINCIDE, on.database());
                Server modulith = Server.start(Variant.MODULITH, on.database())) {
            OrderFlow.trade(coincide, TOLD);
            Backlog backlog = new Backlog(coincide);
            Comparison contest = new Comparison()
                    .with("relay", backlog::relayed)
                    .with("modulith", () -> backlog.externalized(modulith))
                    .run(ROUNDS);
            figures.heading(on, "the relay alone: %d stored messages to the broker".formatted(backlog.size()));
            figures.rates(contest, "messages/s");
            figures.figure(Figure.RELAY_VS_MODULITH, on, contest.ratio("relay", "modulith"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void statements(BenchmarkDatabase on) throws Exception {
        assumeTrue(BenchmarkForm.current().measures(on), "benchmark.databases does not name it");
        try (Server server = Server.start(Variant.COINCIDE, on.database(), StatementCount.Between.class)) {
            StatementCount count = server.bean(StatementCount.class);
            OrderFlow.trade(server, 2);
            count.forget();
            int trades = 20;
            for (int pair = 0; pair < trades / 2; pair++) {
                OrderFlow.trade(server, 2);
            }
            figures.heading(on, "statements and commits of a trade, half by card and half on invoice, polls apart");
            figures.figure(Figure.SQL_PER_TRADE, on, (double) count.withoutLooks() / trades);
            figures.baseline(Figure.SQL_PER_TRADE, on, STATEMENTS_OF_BASELINE);
            figures.figure(Figure.COMMITS_PER_TRADE, on, (double) count.commits() / trades);
            figures.baseline(Figure.COMMITS_PER_TRADE, on, COMMITS_OF_BASELINE);
            figures.count("sql_per_trade_engine", on, (double) count.ofTheEngine() / trades);
            figures.count("sql_per_trade_publishing", on, (double) count.ofPublishing() / trades);
        }
    }
}
