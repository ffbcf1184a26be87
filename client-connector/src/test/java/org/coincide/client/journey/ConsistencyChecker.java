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
 * The oracle: compares the books of all parties with each other and says what does not hold. It shares no code with the
 * applications. Money and goods are the matter of {@link MoneyAndStockRules}, single steps that of {@link HistoryRules}.
 */
final class ConsistencyChecker {

    /** One thing that must hold; gives what breaks it. */
    interface Rule extends Function<SystemSnapshot, Stream<String>> {}

    static final Rule EVERY_ACCEPTED_ORDER_IS_ONE_TRADE = evidence -> {
        Map<String, List<Trade>> trades = evidence.server().trades().stream()
                .collect(groupingBy(trade -> trade.client() + " " + trade.reference()));
        return evidence.placed().stream()
                .filter(Placed::accepted)
                .map(placed -> placed.client() + " " + placed.reference())
                .filter(order -> trades.getOrDefault(order, List.of()).size() != 1)
                .map(order ->
                        order + " is " + trades.getOrDefault(order, List.of()).size() + " trades");
    };

    static final Rule NO_TRADE_WITHOUT_AN_ORDER = evidence -> {
        var placed = evidence.placed().stream()
                .collect(toMap(order -> order.client() + " " + order.reference(), order -> order));
        return evidence.server().trades().stream()
                .filter(trade -> !placed.containsKey(trade.client() + " " + trade.reference()))
                .map(trade -> trade.tradingId() + " has no order that anybody placed");
    };

    static final Rule THE_CLIENT_KNOWS_WHAT_BECAME_OF_ITS_ORDERS = evidence -> evidence.placed().stream()
            .filter(Placed::accepted)
            .filter(placed -> evidence.ledgers().get(placed.client()).orders().stream()
                    .noneMatch(order -> order.reference().equals(placed.reference())
                            && order.state().equals("ACCEPTED")
                            && isTradeOf(evidence, placed, order.tradingId())))
            .map(placed -> placed.client() + " does not know the trade of its order " + placed.reference());

    static final Rule THE_LEDGERS_ARE_THE_JOURNAL = evidence -> {
        Map<String, String> journal = byPlace(evidence.server().journal());
        Map<String, String> ledgers = byPlace(evidence.ledgers().values().stream()
                .flatMap(ledger -> ledger.history().stream())
                .toList());
        return Stream.concat(journal.keySet().stream(), ledgers.keySet().stream())
                .distinct()
                .filter(place -> !Objects.equals(journal.get(place), ledgers.get(place)))
                .map(place -> place + " differs between server and client"
                        + (journal.containsKey(place) ? "" : ": the server has none")
                        + (ledgers.containsKey(place) ? "" : ": the client has none"));
    };

    static final Rule BOTH_SIDES_STAND_AT_THE_SAME = evidence -> {
        Map<String, Trade> held = evidence.ledgers().values().stream()
                .map(Ledger::trades)
                .flatMap(List::stream)
                .collect(toMap(Trade::tradingId, trade -> trade));
        return evidence.server().trades().stream()
                .filter(trade -> !trade.equals(held.get(trade.tradingId())))
                .map(trade -> trade + " is with the client " + held.get(trade.tradingId()));
    };

    static final Rule EVERY_TRADE_IS_CLOSED = evidence ->
            evidence.server().trades().stream().filter(trade -> !trade.closed()).map(trade -> trade + " is not closed");

    static final Rule EVERY_ORDER_ENDS_AS_ITS_KIND_DOES = evidence -> evidence.server().trades().stream()
            .filter(trade -> OrderKind.of(trade.reference()).end() != null)
            .filter(trade -> !OrderKind.of(trade.reference()).end().equals(trade.statuses()))
            .map(trade ->
                    trade + " should be " + OrderKind.of(trade.reference()).end());

    static final Rule NOBODY_HOLDS_WHAT_IS_ANOTHERS =
            evidence -> evidence.ledgers().entrySet().stream().flatMap(ledger -> evidence.ledgers().keySet().stream()
                    .filter(other -> !other.equals(ledger.getKey()))
                    .flatMap(other -> ledger.getValue().history().stream()
                            .filter(message -> message.body().contains("\"clientId\":\"" + other + "\""))
                            .map(message -> ledger.getKey() + " holds a message of " + other + ": " + place(message))));

    static final Rule NOTHING_IS_LEFT_ON_THE_WAY = evidence -> Stream.of(
                    left(evidence.server().unsent(), "unsent journal rows"),
                    left(evidence.server().openInstances(), "executions of processes that have not ended"),
                    left(
                            evidence.ledgers().values().stream()
                                    .mapToInt(Ledger::waiting)
                                    .sum(),
                            "messages kept aside"),
                    left(
                            evidence.deadLetters().values().stream()
                                    .mapToInt(count -> count)
                                    .sum(),
                            "dead letters"))
            .flatMap(Function.identity());

    static final Rule NOBODY_WAS_WARNED =
            evidence -> evidence.ledgers().entrySet().stream().flatMap(ledger -> ledger.getValue().warnings().stream()
                    .map(warning -> ledger.getKey() + " was warned of " + warning));

    private static final Map<String, Rule> RULES = new LinkedHashMap<>();

    static {
        RULES.put("every accepted order is one trade", EVERY_ACCEPTED_ORDER_IS_ONE_TRADE);
        RULES.put("no trade without an order", NO_TRADE_WITHOUT_AN_ORDER);
        RULES.put("the client knows what became of its orders", THE_CLIENT_KNOWS_WHAT_BECAME_OF_ITS_ORDERS);
        RULES.put("the ledgers are the journal", THE_LEDGERS_ARE_THE_JOURNAL);
        RULES.put("both sides stand at the same", BOTH_SIDES_STAND_AT_THE_SAME);
        RULES.put("every trade is closed", EVERY_TRADE_IS_CLOSED);
        RULES.put("every order ends as its kind does", EVERY_ORDER_ENDS_AS_ITS_KIND_DOES);
        RULES.put("nobody holds what is another's", NOBODY_HOLDS_WHAT_IS_ANOTHERS);
        RULES.put("nothing is left on the way", NOTHING_IS_LEFT_ON_THE_WAY);
        RULES.put("nobody was warned", NOBODY_WAS_WARNED);
        RULES.putAll(HistoryRules.RULES);
        RULES.putAll(MoneyAndStockRules.RULES);
    }

    private ConsistencyChecker() {}

    /** All that does not hold, each with the name of its rule; empty where all is well. */
    static List<String> violations(SystemSnapshot evidence) {
        return RULES.entrySet().stream()
                .flatMap(rule -> rule.getValue().apply(evidence).map(what -> rule.getKey() + ": " + what))
                .toList();
    }

    private static Map<String, String> byPlace(List<Message> messages) {
        return messages.stream()
                .collect(toMap(ConsistencyChecker::place, Message::body, (one, other) -> "twice: " + one + other));
    }

    static String place(Message message) {
        return message.client() + " " + message.tradingId() + " " + message.sequence();
    }

    private static boolean isTradeOf(SystemSnapshot evidence, Placed placed, String tradingId) {
        return evidence.server().trades().stream()
                .anyMatch(trade ->
                        trade.tradingId().equals(tradingId) && trade.reference().equals(placed.reference()));
    }

    private static Stream<String> left(int count, String what) {
        return count == 0 ? Stream.empty() : Stream.of(count + " " + what);
    }
}
