package org.coincide.engine.benchmark;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server against the same server that publishes otherwise or not at all. */
class ServerBenchmark {

    /** As many messages in one transaction as a client takes at most. */
    static final int BATCH = 200;

    static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);

    private final Figures figures = new Figures();

    @ParameterizedTest
    @EnumSource
    void endToEnd(On on) throws Exception {
        Map<Variant, Server> servers = new EnumMap<>(Variant.class);
        for (Variant variant : Variant.values()) {
            servers.put(variant, Server.start(variant, on.database()));
        }
        Contest contest = new Contest()
                .with("engine", () -> Trading.unpublished(servers.get(Variant.ENGINE)))
                .with("coincide", () -> Trading.rate(servers.get(Variant.COINCIDE), BATCH))
                .with("jmstemplate", () -> Trading.rate(servers.get(Variant.JMS_TEMPLATE), BATCH))
                .with("modulith", () -> Trading.rate(servers.get(Variant.MODULITH), 1))
                .with("modulith_batched_client", () -> Trading.rate(servers.get(Variant.MODULITH), BATCH))
                .run(ROUNDS);
        figures.heading(on, "end to end: order in at the server to the last message at a client that only counts");
        contest.names().forEach(name -> figures.note("%-26s %6.1f trades/s".formatted(name, contest.median(name))));
        figures.ratio("end_to_end_vs_engine", on, contest.ratio("coincide", "engine"), on == On.HSQLDB ? 0.65 : 0.75);
        figures.ratio("end_to_end_vs_jmstemplate", on, contest.ratio("coincide", "jmstemplate"), 3);
        figures.ratio("end_to_end_vs_modulith", on, contest.ratio("coincide", "modulith"), 3);
        figures.ratio(
                "end_to_end_vs_modulith_batched_client", on, contest.ratio("coincide", "modulith_batched_client"), 2);
        relay(on, servers.get(Variant.COINCIDE), servers.get(Variant.MODULITH));
        List.copyOf(servers.values()).forEach(Server::close);
    }

    private void relay(On on, Server coincide, Server modulith) throws Exception {
        Backlog backlog = new Backlog(coincide);
        Contest contest = new Contest()
                .with("relay", backlog::relayed)
                .with("modulith", () -> backlog.externalized(modulith))
                .run(ROUNDS);
        figures.heading(on, "the relay alone: %d stored messages to the broker".formatted(backlog.size()));
        contest.names().forEach(name -> figures.note("%-26s %6.0f messages/s".formatted(name, contest.median(name))));
        figures.ratio("relay_vs_modulith", on, contest.ratio("relay", "modulith"), 5);
    }

    @ParameterizedTest
    @EnumSource
    void statements(On on) throws Exception {
        try (Server server = Server.start(Variant.COINCIDE, on.database(), StatementCount.Between.class)) {
            StatementCount count = server.bean(StatementCount.class);
            Trading.trade(server, 2);
            count.forget();
            int trades = 20;
            for (int pair = 0; pair < trades / 2; pair++) {
                Trading.trade(server, 2);
            }
            figures.heading(on, "statements for a trade, half by card and half on invoice, without looks for work");
            figures.count("sql_per_trade", on, (double) count.withoutLooks() / trades);
            figures.count("sql_per_trade_engine", on, (double) count.ofTheEngine() / trades);
            figures.count("sql_per_trade_publishing", on, (double) count.ofPublishing() / trades);
        }
    }
}
