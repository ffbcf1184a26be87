package org.coincide.client.journey;

import static java.util.stream.Collectors.counting;
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

/** The rules for money and goods, by the records of the partners who hold them. */
final class MoneyAndStockRules {

    static final Path CATALOGUE = Path.of("src", "test", "resources", "journey", "catalogue.csv");

    static final ConsistencyChecker.Rule NOTHING_IS_CAPTURED_TWICE = snapshot -> {
        Map<String, Long> captures = snapshot.partners().provider().stream()
                .filter(call -> is(call, "capture"))
                .collect(groupingBy(MoneyAndStockRules::trade, counting()));
        Map<String, Long> transfers =
                snapshot.partners().bank().stream().collect(groupingBy(Transfer::tradingId, counting()));
        return snapshot.server().trades().stream()
                .map(Trade::tradingId)
                .filter(id -> captures.getOrDefault(id, 0L) + transfers.getOrDefault(id, 0L) > 1)
                .map(id -> id + " was paid more than once");
    };

    static final ConsistencyChecker.Rule MONEY_IS_CAPTURED_FOR_DELIVERED_GOODS =
            snapshot -> snapshot.server().trades().stream()
                    .filter(trade -> isAny(trade, "/PAID", "/REFUNDED") != paid(snapshot, trade.tradingId()))
                    .map(trade -> trade + (paid(snapshot, trade.tradingId()) ? " was paid for" : " was not paid for"));

    static final ConsistencyChecker.Rule REFUNDED_TRADES_ARE_REFUNDED_IN_FULL =
            snapshot -> snapshot.server().trades().stream()
                    .filter(trade -> refunded(snapshot, trade.tradingId())
                                    .compareTo(
                                            isAny(trade, "/REFUNDED")
                                                    ? captured(snapshot, trade.tradingId())
                                                    : BigDecimal.ZERO)
                            != 0)
                    .map(trade -> trade + " was refunded " + refunded(snapshot, trade.tradingId()));

    static final ConsistencyChecker.Rule EACH_AUTHORIZATION_IS_CAPTURED_OR_VOIDED =
            snapshot -> snapshot.partners().provider().stream()
                    .filter(call -> is(call, "authorize"))
                    .filter(authorization -> snapshot.partners().provider().stream()
                                    .filter(call -> is(call, "capture") || is(call, "void"))
                                    .filter(call -> authorization.reference().equals(call.authorization()))
                                    .count()
                            != 1)
                    .map(authorization -> authorization.key() + " is neither captured nor voided, or both");

    static final ConsistencyChecker.Rule SERVER_AND_PARTNERS_AGREE_ON_MONEY =
            snapshot -> snapshot.server().trades().stream()
                    .filter(trade ->
                            booked(snapshot, trade.tradingId()).compareTo(captured(snapshot, trade.tradingId())) != 0)
                    .map(trade -> trade.tradingId() + ": the server has recorded " + booked(snapshot, trade.tradingId())
                            + ", provider and bank " + captured(snapshot, trade.tradingId()));

    static final ConsistencyChecker.Rule EACH_DELIVERY_IS_ONE_PARCEL = snapshot -> {
        Map<String, List<Parcel>> parcels = snapshot.partners().carrier().stream()
                .collect(groupingBy(
                        parcel -> parcel.key().substring(0, parcel.key().indexOf('/'))));
        return snapshot.server().trades().stream()
                .filter(trade ->
                        parcels.getOrDefault(trade.tradingId(), List.of()).size()
                                != (isAny(trade, "/DELIVERED/", "/RETURNED/") ? 1 : 0))
                .map(trade -> trade + " has the parcels " + parcels.get(trade.tradingId()));
    };

    static final ConsistencyChecker.Rule STOCK_ADDS_UP = snapshot -> {
        Map<String, Integer> initial = initialStock();
        return snapshot.server().stock().stream()
                .filter(stock -> stock.reserved() != 0
                        || stock.onHand() < 0
                        || stock.onHand() + shipped(snapshot, stock) != initial.get(stock.sku()))
                .map(stock -> stock + ", shipped " + shipped(snapshot, stock) + " of " + initial.get(stock.sku()));
    };

    static final Map<String, ConsistencyChecker.Rule> RULES = Map.of(
            "nothing is captured twice", NOTHING_IS_CAPTURED_TWICE,
            "money is captured for delivered goods", MONEY_IS_CAPTURED_FOR_DELIVERED_GOODS,
            "refunded trades are refunded in full", REFUNDED_TRADES_ARE_REFUNDED_IN_FULL,
            "each authorization is captured or voided", EACH_AUTHORIZATION_IS_CAPTURED_OR_VOIDED,
            "server and partners agree on money", SERVER_AND_PARTNERS_AGREE_ON_MONEY,
            "each delivery is one parcel", EACH_DELIVERY_IS_ONE_PARCEL,
            "stock adds up", STOCK_ADDS_UP);

    private MoneyAndStockRules() {}

    private static boolean isAny(Trade trade, String... statuses) {
        return Stream.of(statuses).anyMatch(trade.statuses()::contains);
    }

    private static boolean is(Call call, String operation) {
        return call.operation().equals(operation) && call.answer().equals("APPROVED");
    }

    /** The trading identifier at the beginning of an idempotency key. */
    private static String trade(Call call) {
        return call.key().substring(0, call.key().indexOf('/'));
    }

    private static boolean paid(SystemSnapshot snapshot, String tradingId) {
        return captured(snapshot, tradingId).signum() > 0;
    }

    private static BigDecimal captured(SystemSnapshot snapshot, String tradingId) {
        return Stream.concat(
                        snapshot.partners().provider().stream()
                                .filter(call ->
                                        is(call, "capture") && trade(call).equals(tradingId))
                                .map(Call::amount),
                        snapshot.partners().bank().stream()
                                .filter(transfer -> transfer.tradingId().equals(tradingId))
                                .map(Transfer::amount))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal refunded(SystemSnapshot snapshot, String tradingId) {
        return snapshot.partners().provider().stream()
                .filter(call -> is(call, "refund") && trade(call).equals(tradingId))
                .map(Call::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal booked(SystemSnapshot snapshot, String tradingId) {
        Predicate<SystemSnapshot.Movement> capture =
                movement -> movement.tradingId().equals(tradingId)
                        && movement.kind().equals("CAPTURE")
                        && movement.state().equals("DONE");
        return snapshot.server().movements().stream()
                .filter(capture)
                .map(SystemSnapshot.Movement::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static int shipped(SystemSnapshot snapshot, Stock stock) {
        return snapshot.server().shipped().getOrDefault(stock.sku(), 0);
    }

    /** The initial stock in the tests' catalogue. */
    private static Map<String, Integer> initialStock() {
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
