package org.coincide.client.verification;

import static org.coincide.client.verification.Rule.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.coincide.client.contract.LineQuantities;
import org.coincide.client.contract.TradingInformation;

/** Invariants between a message and the ledger: source, statuses, lines, totals, and amounts that never decrease. */
final class LedgerInvariants {

    static final Invariant ONE_SOURCE = new Invariant(
            "ONE_SOURCE",
            change -> when(
                    !change.before().source().equals(change.envelope().source()),
                    () -> "the source is " + change.envelope().source() + " but the trade's earlier messages are from "
                            + change.before().source()));

    static final Invariant PREVIOUS_MATCHES_LEDGER = new Invariant(
            "PREVIOUS_MATCHES_LEDGER",
            change -> when(
                    !change.after().previous().equals(change.before().statuses()),
                    () -> "previous is " + change.after().previous() + " but the ledger has "
                            + change.before().statuses()));

    static final Invariant CHANGED_LISTS_ALL = new Invariant("CHANGED_LISTS_ALL", change -> Stream.of(
                    Lifecycle.values())
            .filter(lifecycle -> !lifecycle.of(change.after().previous()).equals(lifecycle.of(change.statuses())))
            .filter(lifecycle -> !change.after().changed().contains(lifecycle.contractName()))
            .findFirst()
            .map(lifecycle -> lifecycle.contractName() + " has changed but is not listed in changed"));

    static final Invariant ORDERED_LINES_UNCHANGED = new Invariant("ORDERED_LINES_UNCHANGED", change -> {
        var stored = ordered(change.before().lines().stream().map(TradeLine::quantities));
        var received = ordered(change.after().lines().stream());
        return when(
                change.after().lines().size() != stored.size() || !stored.equals(received),
                () -> "the ordered pieces by line are " + received + " but the ledger has " + stored);
    });

    static final Invariant ORDERED_TOTAL_UNCHANGED = new Invariant(
            "ORDERED_TOTAL_UNCHANGED",
            change -> when(
                    !change.amounts()
                                    .currency()
                                    .equals(change.before().amounts().currency())
                            || change.amounts()
                                            .ordered()
                                            .compareTo(change.before().amounts().ordered())
                                    != 0,
                    () -> change.amounts().ordered() + " "
                            + change.amounts().currency() + " ordered but the ledger has "
                            + change.before().amounts().ordered() + " "
                            + change.before().amounts().currency()));

    static final Invariant NOTHING_DECREASES = new Invariant("NOTHING_DECREASES", change -> {
        var before = change.before().amounts();
        return when(
                        change.amounts().captured().compareTo(before.captured()) < 0
                                || change.amounts().refunded().compareTo(before.refunded()) < 0,
                        () -> "a captured or refunded amount has decreased")
                .or(() -> when(
                        decreases(change, LineQuantities::cancelled)
                                || decreases(change, LineQuantities::delivered)
                                || decreases(change, LineQuantities::returned),
                        () -> "a cancelled, delivered or returned quantity has decreased"));
    });

    static final List<Invariant> WITH_LEDGER = List.of(
            ONE_SOURCE,
            PREVIOUS_MATCHES_LEDGER,
            CHANGED_LISTS_ALL,
            ORDERED_LINES_UNCHANGED,
            ORDERED_TOTAL_UNCHANGED,
            NOTHING_DECREASES);

    private LedgerInvariants() {}

    /** Checks trading information in itself, against the sent order and, if it is an amendment, against the trade. */
    static Optional<String> firstViolation(TradingInformation information, SentOrder order, Optional<Trade> trade) {
        return when(
                        order.tradingId() != null && !order.tradingId().equals(information.tradingId()),
                        () -> "ONE_TRADE_PER_ORDER: order " + order.reference() + " is already trade "
                                + order.tradingId())
                .or(() -> trade.flatMap(stored -> firstAmendmentViolation(information, stored)))
                .or(() -> when(
                        information.lines().stream()
                                        .map(TradingInformation.Line::number)
                                        .distinct()
                                        .count()
                                != information.lines().size(),
                        () -> "LINE_NUMBERS_UNIQUE: two lines have the same number"))
                .or(() -> when(
                        sum(information).compareTo(information.total()) != 0,
                        () -> "TOTAL_IS_SUM: the total is " + information.total() + " but the sum of the lines is "
                                + sum(information)));
    }

    /** An amendment changes an order that is on hold, one revision at a time, and no status. */
    private static Optional<String> firstAmendmentViolation(TradingInformation amended, Trade stored) {
        return when(
                        amended.revision() != stored.revision() + 1,
                        () -> "NEXT_REVISION: the revision is " + amended.revision() + " but the next one is "
                                + (stored.revision() + 1))
                .or(() -> when(
                        !amended.orderReference().equals(stored.orderReference()),
                        () -> "ONE_ORDER_PER_TRADE: the order is " + amended.orderReference()
                                + " but the trade belongs to order " + stored.orderReference()))
                .or(() -> when(
                        !amended.statuses().equals(stored.statuses()),
                        () -> "AMENDMENT_KEEPS_STATUSES: the statuses are " + amended.statuses()
                                + " but the ledger has " + stored.statuses()))
                .or(() -> when(
                        stored.heldFrom() == null,
                        () -> "AMENDMENT_ONLY_ON_HOLD: the order's status is "
                                + stored.statuses().order()));
    }

    /** A refusal must not contradict an order that the server has accepted. */
    static Optional<String> firstViolation(Optional<SentOrder> refused) {
        return refused.filter(order -> Objects.nonNull(order.tradingId()))
                .map(order -> "ACCEPTED_STAYS_ACCEPTED: order " + order.reference() + " is already trade "
                        + order.tradingId());
    }

    private static Map<Integer, Integer> ordered(Stream<LineQuantities> lines) {
        Map<Integer, Integer> ordered = new TreeMap<>();
        lines.forEach(line -> ordered.put(line.number(), line.ordered()));
        return ordered;
    }

    private static BigDecimal sum(TradingInformation information) {
        return information.lines().stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean decreases(TradeTransition change, ToIntFunction<LineQuantities> quantity) {
        return change.before().lines().stream().anyMatch(line -> change.after().lines().stream()
                .anyMatch(now -> now.number() == line.number()
                        && quantity.applyAsInt(now) < quantity.applyAsInt(line.quantities())));
    }
}
