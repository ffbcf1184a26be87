package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Counts what one ordinary order of two lines costs at the database, by card and on invoice. A figure that rises above its bound needs a
 * reason, one that falls needs a new bound: the bounds are the measured figures and 5 percent. A busy machine adds retries and single messages, so
 * no other test runs beside this one, and one trade within the bounds is enough.
 */
@Isolated
class TradeCostIT {

    private static final int TRADES = 5;

    /** A slow machine lets steps of one trade collide, of which the engine repeats one. */
    private static final int MOST_TRADES = 30;

    /** Goods that arrive at once would collide with the settlement of their payment. */
    private static final Map<String, String> SETTINGS = Map.of("coincide.simulation.carrier.delivered-after", "500ms");

    private static final Cost CARD = new Cost(142, 13, List.of());
    private static final Cost INVOICE = new Cost(135, 11, List.of());

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Statements and commits that write. */
    private record Cost(long statements, long commits, List<String> breakdown) {

        boolean isWithin(Cost bound) {
            return statements <= bound.statements && commits <= bound.commits;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTradeCostsNoMoreThanBefore(BenchmarkDatabase on) throws Exception {
        try (Server server = Server.start(Variant.COINCIDE, on.database(), SETTINGS, StatementCount.Between.class);
                CountingClient client = server.client()) {
            server.work();
            Cost card = cost(on, "card", server, client, Orders::ordinary, CARD);
            Cost invoice = cost(on, "invoice", server, client, Orders::onInvoice, INVOICE);
            assertThat(card.statements()).as("statements, by card").isLessThanOrEqualTo(CARD.statements());
            assertThat(card.commits()).as("commits, by card").isLessThanOrEqualTo(CARD.commits());
            assertThat(invoice.statements()).as("statements, on invoice").isLessThanOrEqualTo(INVOICE.statements());
            assertThat(invoice.commits()).as("commits, on invoice").isLessThanOrEqualTo(INVOICE.commits());
        }
    }

    /** The least of several trades, one after the other: a slow machine lets other work look into the database meanwhile. */
    private static Cost cost(
            BenchmarkDatabase on,
            String payment,
            Server server,
            CountingClient client,
            Supplier<ObjectNode> order,
            Cost bound)
            throws IOException {
        trade(server, client, order.get());
        List<Cost> costs = new ArrayList<>();
        do {
            costs.add(trade(server, client, order.get()));
        } while (costs.size() < TRADES
                || costs.size() < MOST_TRADES && costs.stream().noneMatch(cost -> cost.isWithin(bound)));
        List<String> report = new ArrayList<>();
        report.add("%s, %s: statements %s, commits that write %s"
                .formatted(on, payment, all(costs, Cost::statements), all(costs, Cost::commits)));
        Cost cheapest =
                costs.stream().min(Comparator.comparingLong(Cost::statements)).orElseThrow();
        report.addAll(cheapest.breakdown());
        System.out.println(report.get(0));
        Files.write(
                Path.of("target", "trade-cost-" + on.name().toLowerCase(Locale.ROOT) + "-" + payment + ".txt"), report);
        long commits = costs.stream().mapToLong(Cost::commits).min().orElseThrow();
        return new Cost(cheapest.statements(), commits, cheapest.breakdown());
    }

    private static Cost trade(Server server, CountingClient client, ObjectNode order) {
        order.putArray("lines");
        Orders.addLine(order, "TEA-DARJEELING-100", 1, "18.90");
        Orders.addLine(order, "TEA-SENCHA-100", 2, "15.20");
        StatementCount count = server.bean(StatementCount.class);
        count.forget();
        long expected = closed(server) + 1;
        client.order(List.of(Load.message(order)));
        await().atMost(PATIENCE)
                .until(() ->
                        closed(server) == expected && server.bean(Outbox.class).unsentCount(1) == 0);
        return new Cost(count.withoutLooks(), count.commits(), count.breakdown());
    }

    private static long closed(Server server) {
        return server.jdbc()
                .sql("SELECT COUNT(*) FROM trade WHERE closed")
                .query(Long.class)
                .single();
    }

    private static List<Long> all(List<Cost> costs, ToLongFunction<Cost> figure) {
        return costs.stream().map(cost -> figure.applyAsLong(cost)).toList();
    }
}
