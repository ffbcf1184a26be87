package org.coincide.engine.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;

/** The invariants across the three lifecycles (contract, "Invariants"), which hold for every model. */
final class Invariants {

    private record Invariant(String id, Predicate<Trade> holds) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<PaymentStatus> FULLY_CAPTURED =
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

    /** Returns the first invariant that the trade violates. */
    static Optional<String> violatedBy(Trade trade) {
        if (trade.statuses().order() == OrderStatus.COMPLETED && !trade.closed()) {
            return Optional.of("COMPLETED_IS_CLOSED");
        }
        return ALL.stream()
                .filter(invariant -> !invariant.holds().test(trade))
                .map(Invariant::id)
                .findFirst();
    }

    /** Only a card payment is authorized before it is captured. */
    private static boolean capturedIsAuthorized(Trade trade) {
        return atMost(trade.amounts().captured(), trade.amounts().authorized()) || !isPaidByCard(trade);
    }

    private static boolean isPaidByCard(Trade trade) {
        try {
            return JSON.readTree(trade.contents())
                    .at("/payment/method")
                    .asText()
                    .equals("CARD");
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "The stored contents of trade " + trade.tradingId() + " are not valid JSON", broken);
        }
    }

    private static boolean paidIsPaidInFull(Trade trade) {
        boolean capturedAll = trade.amounts().captured().compareTo(trade.due()) == 0;
        boolean isPaid = trade.statuses().payment() == PaymentStatus.PAID;
        boolean mustBePaid = capturedAll && trade.due().signum() > 0;
        return isPaid
                ? capturedAll
                : !mustBePaid || FULLY_CAPTURED.contains(trade.statuses().payment());
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
