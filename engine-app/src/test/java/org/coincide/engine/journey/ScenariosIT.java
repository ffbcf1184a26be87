package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.Job;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.ProviderLedger;
import org.coincide.engine.support.TradeHistoryRules;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Concurrent scenarios: few rounds in every build, more by {@code mvn -q -Pscenarios verify -Drounds=1000}, another
 * sequence by {@code -Dseed=}. Each prints a line with its counts.
 */
@BothDatabases
class ScenariosIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        static final int ROUNDS = Integer.getInteger("rounds", 20);
        static final long SEED = Long.getLong("seed", 20261125);

        private static final int AT_ONCE = 50;
        private static final int ORDERS_OF_A_RUSH = 100;
        private static final int PIECES_OF_A_RUSH = 10;
        /** Messages that a client has received when it cancels: 2 of an order just accepted, 6 of one just shipped. */
        private static final int EARLIEST = 2;

        private static final int LATEST = 6;
        private static final Duration LOOK = Duration.ofMillis(5);

        private static final int EVENTS_OF_AN_ORDER = 6;
        private static final Duration PAUSE_BETWEEN_EVENTS = Duration.ofMillis(20);

        @Autowired
        Stock stock;

        private final Random random = new Random(SEED);

        @Test
        void aCancellationThatRacesACaptureHasOneWinner() {
            stock.receive("TEA-EARL-GREY-100", 3 * ROUNDS);
            List<ObjectNode> orders = new ArrayList<>();
            for (int placed = 0; placed < ROUNDS; placed += AT_ONCE) {
                orders.addAll(race(Math.min(AT_ONCE, ROUNDS - placed)));
            }
            List<String> trades = orders.stream().map(this::tradingId).toList();
            long cancelled = trades.stream()
                    .filter(trade ->
                            count("trade WHERE trading_id = '%s' AND order_status = 'CANCELLED'".formatted(trade)) == 1)
                    .count();
            Map<String, Long> refused = trades.stream()
                    .flatMap(trade -> refusals(trade).limit(1))
                    .collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting()));
            assertMoneyIsRight(trades);
            assertLegal(orders);
            assertThat(cancelled
                            + refused.values().stream()
                                    .mapToLong(count -> count)
                                    .sum())
                    .as("each cancellation is answered once: done or refused")
                    .isEqualTo(ROUNDS);
            assertThat(refused.keySet()).isSubsetOf("ALREADY_SHIPPED", "ALREADY_CLOSED");
            tell(
                    "%d cancellations raced captures: %d cancelled, refused %s; no second capture, provider's sums equal ours"
                            .formatted(ROUNDS, cancelled, refused));
        }

        /**
         * Cancels each order when its client has received a random number of messages: from just accepted to just
         * shipped.
         */
        private List<ObjectNode> race(int size) {
            List<ObjectNode> orders = IntStream.range(0, size)
                    .mapToObj(index -> Orders.ordinary())
                    .toList();
            orders.forEach(acme::order);
            Map<ObjectNode, Integer> waiting = new IdentityHashMap<>();
            orders.forEach(order -> waiting.put(order, EARLIEST + random.nextInt(LATEST - EARLIEST + 1)));
            await().pollInterval(LOOK).atMost(PATIENCE).until(() -> {
                orders.stream()
                        .filter(order -> waiting.getOrDefault(order, Integer.MAX_VALUE)
                                <= acme.ofOrder(reference(order)).size())
                        .forEach(order -> {
                            waiting.remove(order);
                            cancel(tradingId(order));
                        });
                return waiting.isEmpty();
            });
            awaitClosed(orders);
            awaitUntil(() ->
                    assertThat(orders).allMatch(order -> isCancelled(order) || cancellationRefused(tradingId(order))));
            return orders;
        }

        private void cancel(String tradingId) {
            ObjectNode wish = new ObjectMapper().createObjectNode().put("tradingId", tradingId);
            wish.putObject("reason").put("code", "CHANGED_MIND").put("text", "We ordered twice.");
            acme.request("cancellation", tradingId, wish);
        }

        @Test
        void tenOfAHundredOrdersGetTheLastTenPieces() {
            int rushes = Math.max(1, ROUNDS / ORDERS_OF_A_RUSH);
            for (int rush = 1; rush <= rushes; rush++) {
                rush("RUSH-" + System.nanoTime());
            }
            tell("%d rushes of %d orders for %d pieces: exactly %d served each time, stock never negative"
                    .formatted(rushes, ORDERS_OF_A_RUSH, PIECES_OF_A_RUSH, PIECES_OF_A_RUSH));
        }

        @Test
        void randomEventsCauseNoIllegalTransition() {
            stock.receive("TEA-EARL-GREY-100", 3 * ROUNDS);
            stock.receive("CUP-PORCELAIN", 3 * ROUNDS);
            RandomScenario chance = new RandomScenario(
                    random,
                    new RandomScenario.Server(
                            acme,
                            tasks,
                            management,
                            jdbc,
                            http,
                            secrets.carrier(),
                            secrets.provider(),
                            secrets.bank()));
            List<ObjectNode> orders = new ArrayList<>();
            for (int placed = 0; placed < ROUNDS; placed += AT_ONCE) {
                orders.addAll(causeEvents(chance, Math.min(AT_ONCE, ROUNDS - placed)));
            }
            assertLegal(orders);
            assertMoneyIsRight(orders.stream()
                    .filter(OnEachDatabase::isByCard)
                    .map(this::tradingId)
                    .toList());
            tell("%d orders, and by chance %s: %d messages, no illegal step, each trade closed"
                    .formatted(
                            ROUNDS,
                            chance,
                            orders.stream()
                                    .mapToInt(order ->
                                            acme.ofOrder(reference(order)).size())
                                    .sum()));
        }

        private List<ObjectNode> causeEvents(RandomScenario chance, int size) {
            List<ObjectNode> orders =
                    IntStream.range(0, size).mapToObj(index -> chance.order()).toList();
            orders.forEach(acme::order);
            awaitUntil(() -> assertThat(orders)
                    .allMatch(order -> !acme.ofOrder(reference(order)).isEmpty()));
            List<String> trades = orders.stream().map(this::tradingId).toList();
            AtomicInteger events = new AtomicInteger(EVENTS_OF_AN_ORDER * size);
            await().pollInterval(PAUSE_BETWEEN_EVENTS)
                    .atMost(PATIENCE.multipliedBy(2))
                    .until(() -> {
                        chance.causeOne(trades);
                        return events.decrementAndGet() == 0;
                    });
            await().pollInterval(Duration.ofMillis(500))
                    .atMost(PATIENCE.multipliedBy(2))
                    .untilAsserted(() -> {
                        chance.settle(trades);
                        tryFailedJobsAtOnce();
                        assertClosed(orders);
                    });
            return orders;
        }

        private static boolean isByCard(ObjectNode order) {
            return order.at("/payment/method").asText().equals("CARD");
        }

        private void rush(String sku) {
            jdbc.sql(
                            "INSERT INTO product (sku, name, unit_price, currency) VALUES (?, 'Last of its kind', 5.00, 'EUR')")
                    .param(sku)
                    .update();
            stock.receive(sku, PIECES_OF_A_RUSH);
            List<ObjectNode> orders = IntStream.range(0, ORDERS_OF_A_RUSH)
                    .mapToObj(index -> {
                        ObjectNode order = Orders.ordinary();
                        order.withArray("lines").removeAll();
                        return Orders.addLine(order, sku, 1, "5.00");
                    })
                    .toList();
            orders.forEach(acme::order);
            awaitClosed(orders);
            assertThat(orders.stream().filter(order -> statuses(order).equals("COMPLETED/DELIVERED/PAID")))
                    .hasSize(PIECES_OF_A_RUSH);
            assertThat(count("stock WHERE sku = '%s' AND on_hand = 0 AND reserved = 0".formatted(sku)))
                    .isOne();
            assertLegal(orders);
            assertMoneyIsRight(orders.stream().map(this::tradingId).toList());
        }

        private void awaitClosed(List<ObjectNode> orders) {
            awaitUntil(() -> assertClosed(orders));
        }

        private void assertClosed(List<ObjectNode> orders) {
            assertThat(orders.stream()
                            .filter(order -> !isClosed(order))
                            .map(order -> tradingId(order) + " " + statuses(order)))
                    .as(() -> "orders that are open; jobs have failed with " + failures())
                    .isEmpty();
        }

        private List<String> failures() {
            return management.createJobQuery().withException().list().stream()
                    .map(Job::getExceptionMessage)
                    .distinct()
                    .toList();
        }

        private boolean isClosed(ObjectNode order) {
            List<JsonNode> events = acme.ofOrder(reference(order));
            return events.size() > 1
                    && TradeHistoryRules.closes(events.get(events.size() - 1).path("data"));
        }

        private boolean isCancelled(ObjectNode order) {
            return statuses(order).startsWith("CANCELLED");
        }

        private String statuses(ObjectNode order) {
            return acme.statusesOf(reference(order));
        }

        private boolean cancellationRefused(String tradingId) {
            return refusals(tradingId).findAny().isPresent();
        }

        private Stream<String> refusals(String tradingId) {
            return acme.received().stream()
                    .filter(event -> event.path("type").asText().equals("trading.refusal.v1"))
                    .filter(event -> event.at("/data/tradingId").asText().equals(tradingId)
                            && event.at("/data/refused").asText().equals("CANCELLATION"))
                    .map(event -> event.at("/data/reasons/0/code").asText());
        }

        void assertMoneyIsRight(List<String> trades) {
            ProviderLedger provider = new ProviderLedger(jdbc);
            assertThat(provider.secondCaptures(trades)).isZero();
            List<ProviderLedger.Sums> sums = provider.of(trades);
            assertThat(sums).hasSameSizeAs(trades);
            assertThat(sums.stream().filter(OnEachDatabase::moneyIsWrong)).isEmpty();
        }

        private static boolean moneyIsWrong(ProviderLedger.Sums sums) {
            boolean kept =
                    sums.orderStatus().equals("CANCELLED") && sums.captured().compareTo(sums.refunded()) != 0;
            return sums.capturedAtProvider().compareTo(sums.captured()) != 0
                    || sums.refundedAtProvider().compareTo(sums.refunded()) != 0
                    || sums.stillHeld() > 0
                    || kept;
        }

        void assertLegal(List<ObjectNode> orders) {
            assertThat(orders)
                    .allSatisfy(order -> assertThat(TradeHistoryRules.objections(acme.ofOrder(reference(order))))
                            .isEmpty());
            assertThat(count("stock WHERE reserved < 0 OR on_hand < reserved")).isZero();
        }

        void tell(String line) {
            System.out.printf("%s, seed %d: %s%n", getClass().getSimpleName().replace("Scenarios", ""), SEED, line);
        }
    }
}
