package org.coincide.client.journey;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.coincide.client.journey.LoadJournal.Placed;
import org.coincide.client.journey.SystemSnapshot.Ledger;
import org.coincide.client.journey.SystemSnapshot.Message;
import org.coincide.client.journey.SystemSnapshot.Trade;

/**
 * The test oracle: compares the records of all parties with each other and lists the contradictions. It shares no code with
 * the applications. {@link MoneyAndStockRules} covers money and goods, {@link HistoryRules} the status changes.
 */
final class ConsistencyChecker {

    /** A condition; returns its violations. */
    interface Rule extends Function<SystemSnapshot, Stream<String>> {}

    static final Rule EVERY_ACCEPTED_ORDER_IS_ONE_TRADE = snapshot -> {
        Map<String, List<Trade>> trades = snapshot.server().trades().stream()
                .collect(groupingBy(trade -> trade.client() + " " + trade.reference()));
        return snapshot.placed().stream()
                .filter(Placed::accepted)
                .map(placed -> placed.client() + " " + placed.reference())
                .filter(order -> trades.getOrDefault(order, List.of()).size() != 1)
                .map(order ->
                        order + " is " + trades.getOrDefault(order, List.of()).size() + " trades");
    };

    static final Rule NO_TRADE_WITHOUT_AN_ORDER = snapshot -> {
        var placed = snapshot.placed().stream()
                .collect(toMap(order -> order.client() + " " + order.reference(), order -> order));
        return snapshot.server().trades().stream()
                .filter(trade -> !placed.containsKey(trade.client() + " " + trade.reference()))
                .map(trade -> trade.tradingId() + " has no placed order");
    };

    static final Rule THE_CLIENT_HAS_THE_TRADE_OF_EACH_ORDER = snapshot -> snapshot.placed().stream()
            .filter(Placed::accepted)
            .filter(placed -> snapshot.ledgers().get(placed.client()).orders().stream()
                    .noneMatch(order -> order.reference().equals(placed.reference())
                            && order.state().equals("ACCEPTED")
                            && isTradeOf(snapshot, placed, order.tradingId())))
            .map(placed -> placed.client() + " has no trade for its order " + placed.reference());

    static final Rule LEDGERS_EQUAL_THE_JOURNAL = snapshot -> {
        Map<String, String> journal = byPosition(snapshot.server().journal());
        Map<String, String> ledgers = byPosition(snapshot.ledgers().values().stream()
                .flatMap(ledger -> ledger.history().stream())
                .toList());
        return Stream.concat(journal.keySet().stream(), ledgers.keySet().stream())
                .distinct()
                .filter(position -> !Objects.equals(journal.get(position), ledgers.get(position)))
                .map(position -> position + " differs between server and client"
                        + (journal.containsKey(position) ? "" : ": the server has none")
                        + (ledgers.containsKey(position) ? "" : ": the client has none"));
    };

    static final Rule BOTH_SIDES_HAVE_THE_SAME_STATUSES = snapshot -> {
        Map<String, Trade> held = snapshot.ledgers().values().stream()
                .map(Ledger::trades)
                .flatMap(List::stream)
                .collect(toMap(Trade::tradingId, trade -> trade));
        return snapshot.server().trades().stream()
                .filter(trade -> !trade.equals(held.get(trade.tradingId())))
                .map(trade -> trade + " is at the client " + held.get(trade.tradingId()));
    };

    static final Rule EVERY_TRADE_IS_CLOSED = snapshot ->
            snapshot.server().trades().stream().filter(trade -> !trade.closed()).map(trade -> trade + " is not closed");

    static final Rule EVERY_ORDER_HAS_ITS_FINAL_STATUSES = snapshot -> snapshot.server().trades().stream()
            .filter(trade -> OrderKind.of(trade.reference()).finalStatuses() != null)
            .filter(trade -> !OrderKind.of(trade.reference()).finalStatuses().equals(trade.statuses()))
            .map(trade ->
                    trade + " should be " + OrderKind.of(trade.reference()).finalStatuses());

    static final Rule NO_CLIENT_HAS_MESSAGES_OF_ANOTHER =
            snapshot -> snapshot.ledgers().entrySet().stream().flatMap(ledger -> snapshot.ledgers().keySet().stream()
                    .filter(other -> !other.equals(ledger.getKey()))
                    .flatMap(other -> ledger.getValue().history().stream()
                            .filter(message -> message.body().contains("\"clientId\":\"" + other + "\""))
                            .map(message ->
                                    ledger.getKey() + " has a message of " + other + ": " + position(message))));

    static final Rule NOTHING_IS_UNPROCESSED = snapshot -> Stream.of(
                    left(snapshot.server().unsent(), "unsent journal rows"),
                    left(snapshot.server().openInstances(), "active executions"),
                    left(
                            snapshot.ledgers().values().stream()
                                    .mapToInt(Ledger::waiting)
                                    .sum(),
                            "messages in quarantine"),
                    left(
                            snapshot.deadLetters().values().stream()
                                    .mapToInt(count -> count)
                                    .sum(),
                            "dead letters"))
            .flatMap(Function.identity());

    static final Rule NO_WARNING_WAS_RAISED =
            snapshot -> snapshot.ledgers().entrySet().stream().flatMap(ledger -> ledger.getValue().warnings().stream()
                    .map(warning -> ledger.getKey() + " raised the warning " + warning));

    private static final Map<String, Rule> RULES = new LinkedHashMap<>();

    static {
        RULES.put("every accepted order is one trade", EVERY_ACCEPTED_ORDER_IS_ONE_TRADE);
        RULES.put("no trade without an order", NO_TRADE_WITHOUT_AN_ORDER);
        RULES.put("the client has the trade of each order", THE_CLIENT_HAS_THE_TRADE_OF_EACH_ORDER);
        RULES.put("the ledgers equal the journal", LEDGERS_EQUAL_THE_JOURNAL);
        RULES.put("both sides have the same statuses", BOTH_SIDES_HAVE_THE_SAME_STATUSES);
        RULES.put("every trade is closed", EVERY_TRADE_IS_CLOSED);
        RULES.put("every order has its final statuses", EVERY_ORDER_HAS_ITS_FINAL_STATUSES);
        RULES.put("no client has messages of another", NO_CLIENT_HAS_MESSAGES_OF_ANOTHER);
        RULES.put("nothing is unprocessed", NOTHING_IS_UNPROCESSED);
        RULES.put("no warning was raised", NO_WARNING_WAS_RAISED);
        RULES.putAll(HistoryRules.RULES);
        RULES.putAll(MoneyAndStockRules.RULES);
    }

    private ConsistencyChecker() {}

    /** All violations, each with the name of its rule. */
    static List<String> violations(SystemSnapshot snapshot) {
        return RULES.entrySet().stream()
                .flatMap(rule -> rule.getValue().apply(snapshot).map(what -> rule.getKey() + ": " + what))
                .toList();
    }

    private static Map<String, String> byPosition(List<Message> messages) {
        return messages.stream()
                .collect(toMap(
                        ConsistencyChecker::position, Message::body, (one, other) -> "duplicate: " + one + other));
    }

    static String position(Message message) {
        return message.client() + " " + message.tradingId() + " " + message.sequence();
    }

    private static boolean isTradeOf(SystemSnapshot snapshot, Placed placed, String tradingId) {
        return snapshot.server().trades().stream()
                .anyMatch(trade ->
                        trade.tradingId().equals(tradingId) && trade.reference().equals(placed.reference()));
    }

    private static Stream<String> left(int count, String what) {
        return count == 0 ? Stream.empty() : Stream.of(count + " " + what);
    }
}
