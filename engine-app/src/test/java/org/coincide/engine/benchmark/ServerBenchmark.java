package org.coincide.engine.benchmark;

import org.coincide.benchmark.Comparison;
import org.coincide.benchmark.Measurements;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures the server alone: its relay against an alternative, and the SQL statements of a trade. */
class ServerBenchmark {

    /** Number of trades whose messages the relay sends again. */
    private static final int TOLD = Integer.getInteger("benchmark.relay.trades", 200);

    static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);

    private final Measurements figures = new Measurements();

    @ParameterizedTest
    @EnumSource
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
            figures.ratio("relay_vs_modulith", on, contest.ratio("relay", "modulith"), 5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void statements(BenchmarkDatabase on) throws Exception {
        try (Server server = Server.start(Variant.COINCIDE, on.database(), StatementCount.Between.class)) {
            StatementCount count = server.bean(StatementCount.class);
            OrderFlow.trade(server, 2);
            count.forget();
            int trades = 20;
            for (int pair = 0; pair < trades / 2; pair++) {
                OrderFlow.trade(server, 2);
            }
            figures.heading(on, "statements for a trade, half by card and half on invoice, without looks for work");
            figures.count("sql_per_trade", on, (double) count.withoutLooks() / trades);
            figures.count("sql_per_trade_engine", on, (double) count.ofTheEngine() / trades);
            figures.count("sql_per_trade_publishing", on, (double) count.ofPublishing() / trades);
        }
    }
}
