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

/** What must agree with the ledger, whatever the message says: lines, totals, and that nothing done is undone. */
final class LedgerInvariants {

    static final Invariant ONE_SOURCE = new Invariant(
            "ONE_SOURCE",
            step -> when(
                    !step.before().source().equals(step.envelope().source()),
                    () -> "the trade's messages come from " + step.before().source()));

    static final Invariant PREVIOUS_IS_STORED = new Invariant(
            "PREVIOUS_IS_STORED",
            step -> when(
                    !step.after().previous().equals(step.before().statuses()),
                    () -> "previous is " + step.after().previous() + " but the ledger holds "
                            + step.before().statuses()));

    static final Invariant CHANGED_NAMES_ALL = new Invariant("CHANGED_NAMES_ALL", step -> Stream.of(Lifecycle.values())
            .filter(lifecycle -> !lifecycle.of(step.after().previous()).equals(lifecycle.of(step.statuses())))
            .filter(lifecycle -> !step.after().changed().contains(lifecycle.spelled()))
            .findFirst()
            .map(lifecycle -> lifecycle.spelled() + " moved but is not named as changed"));

    static final Invariant LINES_AS_AGREED = new Invariant("LINES_AS_AGREED", step -> {
        var agreed = ordered(step.before().lines().stream().map(TradeLine::quantities));
        var said = ordered(step.after().lines().stream());
        return when(
                step.after().lines().size() != agreed.size() || !agreed.equals(said),
                () -> "pieces ordered by line are " + said + " but the ledger holds " + agreed);
    });

    static final Invariant TOTAL_AS_AGREED = new Invariant(
            "TOTAL_AS_AGREED",
            step -> when(
                    !step.amounts().currency().equals(step.before().amounts().currency())
                            || step.amounts()
                                            .ordered()
                                            .compareTo(step.before().amounts().ordered())
                                    != 0,
                    () -> step.amounts().ordered() + " " + step.amounts().currency() + " ordered but the ledger holds "
                            + step.before().amounts().ordered() + " "
                            + step.before().amounts().currency()));

    static final Invariant NOTHING_IS_UNDONE = new Invariant("NOTHING_IS_UNDONE", step -> {
        var before = step.before().amounts();
        return when(
                        step.amounts().captured().compareTo(before.captured()) < 0
                                || step.amounts().refunded().compareTo(before.refunded()) < 0,
                        () -> "an amount captured or refunded has shrunk")
                .or(() -> when(
                        shrinks(step, LineQuantities::cancelled)
                                || shrinks(step, LineQuantities::delivered)
                                || shrinks(step, LineQuantities::returned),
                        () -> "a quantity cancelled, delivered or returned has shrunk"));
    });

    static final List<Invariant> WITH_LEDGER = List.of(
            ONE_SOURCE, PREVIOUS_IS_STORED, CHANGED_NAMES_ALL, LINES_AS_AGREED, TOTAL_AS_AGREED, NOTHING_IS_UNDONE);

    private LedgerInvariants() {}

    /** What trading information must hold in itself and beside the order. */
    static Optional<String> firstBroken(TradingInformation information, SentOrder order, Optional<Trade> trade) {
        return when(
                        order.tradingId() != null && !order.tradingId().equals(information.tradingId()),
                        () -> "ONE_TRADE_PER_ORDER: order " + order.reference() + " is trade " + order.tradingId())
                .or(() -> trade.flatMap(held -> firstBrokenByAmending(information, held)))
                .or(() -> when(
                        information.lines().stream()
                                        .map(TradingInformation.Line::number)
                                        .distinct()
                                        .count()
                                != information.lines().size(),
                        () -> "LINES_NUMBERED_ONCE: two lines have one number"))
                .or(() -> when(
                        sum(information).compareTo(information.total()) != 0,
                        () -> "TOTAL_IS_SUM: the lines are worth " + sum(information) + ", the total is "
                                + information.total()));
    }

    /** An amendment changes an order that is on hold, one revision at a time, and no status. */
    private static Optional<String> firstBrokenByAmending(TradingInformation amended, Trade held) {
        return when(
                        amended.revision() != held.revision() + 1,
                        () -> "NEXT_REVISION: revision " + amended.revision() + " came where " + (held.revision() + 1)
                                + " is next")
                .or(() -> when(
                        !amended.orderReference().equals(held.orderReference()),
                        () -> "ONE_ORDER_PER_TRADE: the trade is of order " + held.orderReference()))
                .or(() -> when(
                        !amended.statuses().equals(held.statuses()),
                        () -> "AMENDING_MOVES_NOTHING: statuses are " + amended.statuses() + " but the ledger holds "
                                + held.statuses()))
                .or(() -> when(
                        held.heldFrom() == null,
                        () -> "AMENDED_ON_HOLD_ONLY: the order is "
                                + held.statuses().order()));
    }

    /** A refusal must not contradict an order that the server has accepted. */
    static Optional<String> firstBroken(Optional<SentOrder> refused) {
        return refused.filter(order -> Objects.nonNull(order.tradingId()))
                .map(order -> "ACCEPTED_STAYS_ACCEPTED: order " + order.reference() + " is trade " + order.tradingId());
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

    private static boolean shrinks(TradeTransition step, ToIntFunction<LineQuantities> quantity) {
        return step.before().lines().stream().anyMatch(line -> step.after().lines().stream()
                .anyMatch(now -> now.number() == line.number()
                        && quantity.applyAsInt(now) < quantity.applyAsInt(line.quantities())));
    }
}
