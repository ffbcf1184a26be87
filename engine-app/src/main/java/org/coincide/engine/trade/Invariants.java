package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What must hold across the three lifecycles whatever a model says (contract, "Invariants"). */
final class Invariants {

    private record Invariant(String id, Predicate<Trade> holds) {}

    private static final Set<PaymentStatus> PAID_IN_FULL_ONCE =
            Set.of(PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.REFUNDED);

    private static final Set<DeliveryStatus> NOTHING_SHIPPED = Set.of(
            DeliveryStatus.NOT_STARTED,
            DeliveryStatus.NOT_REQUIRED,
            DeliveryStatus.BACKORDERED,
            DeliveryStatus.PREPARING,
            DeliveryStatus.CANCELLED);

    private static final List<Invariant> ALL = List.of(
            new Invariant("CAPTURED_WITHIN_AUTHORIZED", Invariants::capturedIsAuthorized),
            new Invariant(
                    "REFUNDED_WITHIN_CAPTURED",
                    trade -> atMost(trade.amounts().refunded(), trade.amounts().captured())),
            new Invariant("QUANTITIES_NEST", trade -> trade.lines().stream().allMatch(TradeLine::quantitiesNest)),
            new Invariant("PAID_IN_FULL", Invariants::paidIsPaidInFull),
            new Invariant("NOTHING_SHIPS_UNACCEPTED", Invariants::nothingShipsUnaccepted),
            new Invariant("CANCELLED_KEEPS_NOTHING", Invariants::cancelledKeepsNothing));

    private Invariants() {}

    /** The first invariant that the trade breaks. COMPLETED_IS_CLOSED needs the contract's closing rule, so it comes in. */
    static Optional<String> brokenBy(Trade trade) {
        if (trade.statuses().order() == OrderStatus.COMPLETED && !trade.closed()) {
            return Optional.of("COMPLETED_IS_CLOSED");
        }
        return ALL.stream()
                .filter(invariant -> !invariant.holds().test(trade))
                .map(Invariant::id)
                .findFirst();
    }

    /** Of an invoice nothing is authorized: only a card's money is held before it is taken. */
    private static boolean capturedIsAuthorized(Trade trade) {
        return trade.amounts().authorized().signum() == 0
                || atMost(trade.amounts().captured(), trade.amounts().authorized());
    }

    private static boolean paidIsPaidInFull(Trade trade) {
        boolean capturedAll = trade.amounts().captured().compareTo(trade.due()) == 0;
        boolean saysPaid = trade.statuses().payment() == PaymentStatus.PAID;
        boolean mustSayPaid = capturedAll && trade.due().signum() > 0;
        return saysPaid
                ? capturedAll
                : !mustSayPaid || PAID_IN_FULL_ONCE.contains(trade.statuses().payment());
    }

    private static boolean nothingShipsUnaccepted(Trade trade) {
        boolean unaccepted = trade.statuses().order() == OrderStatus.RECEIVED
                || trade.statuses().order() == OrderStatus.REJECTED;
        return !unaccepted || NOTHING_SHIPPED.contains(trade.statuses().delivery());
    }

    private static boolean cancelledKeepsNothing(Trade trade) {
        return trade.statuses().order() != OrderStatus.CANCELLED
                || trade.amounts().captured().compareTo(trade.amounts().refunded()) == 0;
    }

    private static boolean atMost(BigDecimal amount, BigDecimal limit) {
        return amount.compareTo(limit) <= 0;
    }
}
