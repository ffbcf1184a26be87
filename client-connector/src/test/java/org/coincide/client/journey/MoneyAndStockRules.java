package org.coincide.client.journey;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.coincide.client.journey.SystemSnapshot.Call;
import org.coincide.client.journey.SystemSnapshot.Parcel;
import org.coincide.client.journey.SystemSnapshot.Stock;
import org.coincide.client.journey.SystemSnapshot.Trade;
import org.coincide.client.journey.SystemSnapshot.Transfer;

/** What must hold of money and goods, by the books of those who have them. */
final class MoneyAndStockRules {

    static final Path CATALOGUE = Path.of("src", "test", "resources", "journey", "catalogue.csv");

    static final ConsistencyChecker.Rule NOTHING_IS_CAPTURED_TWICE = evidence -> {
        Map<String, Long> captures = evidence.outsiders().provider().stream()
                .filter(call -> is(call, "capture"))
                .collect(groupingBy(MoneyAndStockRules::trade, java.util.stream.Collectors.counting()));
        Map<String, Long> transfers = evidence.outsiders().bank().stream()
                .collect(groupingBy(Transfer::tradingId, java.util.stream.Collectors.counting()));
        return evidence.server().trades().stream()
                .map(Trade::tradingId)
                .filter(id -> captures.getOrDefault(id, 0L) + transfers.getOrDefault(id, 0L) > 1)
                .map(id -> id + " was paid more than once");
    };

    static final ConsistencyChecker.Rule MONEY_IS_TAKEN_WHERE_GOODS_WENT =
            evidence -> evidence.server().trades().stream()
                    .filter(trade -> isAny(trade, "/PAID", "/REFUNDED") != paid(evidence, trade.tradingId()))
                    .map(trade -> trade + (paid(evidence, trade.tradingId()) ? " was paid for" : " was not paid for"));

    static final ConsistencyChecker.Rule WHAT_IS_REFUNDED_IS_ALL_THAT_WAS_TAKEN =
            evidence -> evidence.server().trades().stream()
                    .filter(trade -> given(evidence, trade.tradingId())
                                    .compareTo(
                                            isAny(trade, "/REFUNDED")
                                                    ? taken(evidence, trade.tradingId())
                                                    : BigDecimal.ZERO)
                            != 0)
                    .map(trade -> trade + " was given back " + given(evidence, trade.tradingId()));

    static final ConsistencyChecker.Rule WHAT_IS_HELD_IS_TAKEN_OR_LET_GO =
            evidence -> evidence.outsiders().provider().stream()
                    .filter(call -> is(call, "authorize"))
                    .filter(held -> evidence.outsiders().provider().stream()
                                    .filter(call -> is(call, "capture") || is(call, "void"))
                                    .filter(call -> held.reference().equals(call.authorization()))
                                    .count()
                            != 1)
                    .map(held -> held.key() + " is held and neither taken nor let go, or both");

    static final ConsistencyChecker.Rule BOTH_BOOKS_OF_MONEY_AGREE = evidence -> evidence.server().trades().stream()
            .filter(trade -> booked(evidence, trade.tradingId()).compareTo(taken(evidence, trade.tradingId())) != 0)
            .map(trade -> trade.tradingId() + ": the server has noted " + booked(evidence, trade.tradingId())
                    + ", provider and bank " + taken(evidence, trade.tradingId()));

    static final ConsistencyChecker.Rule EVERY_PARCEL_IS_SENT_ONCE = evidence -> {
        Map<String, List<Parcel>> parcels = evidence.outsiders().carrier().stream()
                .collect(groupingBy(
                        parcel -> parcel.key().substring(0, parcel.key().indexOf('/'))));
        return evidence.server().trades().stream()
                .filter(trade ->
                        parcels.getOrDefault(trade.tradingId(), List.of()).size()
                                != (isAny(trade, "/DELIVERED/", "/RETURNED/") ? 1 : 0))
                .map(trade -> trade + " has the parcels " + parcels.get(trade.tradingId()));
    };

    static final ConsistencyChecker.Rule STOCK_ADDS_UP = evidence -> {
        Map<String, Integer> first = firstStock();
        return evidence.server().stock().stream()
                .filter(stock -> stock.reserved() != 0
                        || stock.onHand() < 0
                        || stock.onHand() + shipped(evidence, stock) != first.get(stock.sku()))
                .map(stock -> stock + ", shipped " + shipped(evidence, stock) + " of " + first.get(stock.sku()));
    };

    static final Map<String, ConsistencyChecker.Rule> RULES = Map.of(
            "nothing is captured twice", NOTHING_IS_CAPTURED_TWICE,
            "money is taken where goods went", MONEY_IS_TAKEN_WHERE_GOODS_WENT,
            "what is refunded is all that was taken", WHAT_IS_REFUNDED_IS_ALL_THAT_WAS_TAKEN,
            "what is held is taken or let go", WHAT_IS_HELD_IS_TAKEN_OR_LET_GO,
            "both books of money agree", BOTH_BOOKS_OF_MONEY_AGREE,
            "every parcel is sent once", EVERY_PARCEL_IS_SENT_ONCE,
            "stock adds up", STOCK_ADDS_UP);

    private MoneyAndStockRules() {}

    private static boolean isAny(Trade trade, String... statuses) {
        return Stream.of(statuses).anyMatch(trade.statuses()::contains);
    }

    private static boolean is(Call call, String operation) {
        return call.operation().equals(operation) && call.answer().equals("APPROVED");
    }

    /** Keys are the trading identifier and what it is for. */
    private static String trade(Call call) {
        return call.key().substring(0, call.key().indexOf('/'));
    }

    private static boolean paid(SystemSnapshot evidence, String tradingId) {
        return taken(evidence, tradingId).signum() > 0;
    }

    private static BigDecimal taken(SystemSnapshot evidence, String tradingId) {
        return Stream.concat(
                        evidence.outsiders().provider().stream()
                                .filter(call ->
                                        is(call, "capture") && trade(call).equals(tradingId))
                                .map(Call::amount),
                        evidence.outsiders().bank().stream()
                                .filter(transfer -> transfer.tradingId().equals(tradingId))
                                .map(Transfer::amount))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal given(SystemSnapshot evidence, String tradingId) {
        return evidence.outsiders().provider().stream()
                .filter(call -> is(call, "refund") && trade(call).equals(tradingId))
                .map(Call::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal booked(SystemSnapshot evidence, String tradingId) {
        Predicate<SystemSnapshot.Movement> captured =
                movement -> movement.tradingId().equals(tradingId)
                        && movement.kind().equals("CAPTURE")
                        && movement.state().equals("DONE");
        return evidence.server().movements().stream()
                .filter(captured)
                .map(SystemSnapshot.Movement::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static int shipped(SystemSnapshot evidence, Stock stock) {
        return evidence.server().shipped().getOrDefault(stock.sku(), 0);
    }

    /** What the tests' catalogue puts on the shelves. */
    private static Map<String, Integer> firstStock() {
        try {
            return Files.readAllLines(CATALOGUE).stream()
                    .skip(1)
                    .collect(toMap(
                            line -> line.substring(0, line.indexOf(',')),
                            line -> Integer.valueOf(line.substring(line.lastIndexOf(',') + 1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
