package org.coincide.engine.requests;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.trade.DeliveryStatus;
import org.coincide.engine.trade.PaymentStatus;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;

/** What of a trade can be returned. */
final class ReturnPolicies {

    /**
     * A return beside what it is measured by.
     *
     * @param awaited of each line, pieces that other returns will bring
     * @param lastDay until when the trade's goods may be returned; null where nothing was delivered
     */
    record Wanted(
            Trade trade, Map<Integer, Integer> pieces, Map<Integer, Integer> awaited, Instant lastDay, Instant now) {

        private Optional<TradeLine> line(int number) {
            return trade.lines().stream()
                    .filter(line -> line.number() == number)
                    .findFirst();
        }

        private int left(TradeLine line) {
            return line.delivered() - line.returned() - awaited.getOrDefault(line.number(), 0);
        }

        private BigDecimal worth() {
            return pieces.entrySet().stream()
                    .map(entry -> line(entry.getKey())
                            .orElseThrow()
                            .unitPrice()
                            .multiply(BigDecimal.valueOf(entry.getValue())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private BigDecimal paid() {
            return trade.amounts().captured().subtract(trade.amounts().refunded());
        }
    }

    @FunctionalInterface
    interface Policy {
        Optional<Refused> breach(Wanted wanted);
    }

    private static final Set<DeliveryStatus> ARRIVED =
            Set.of(DeliveryStatus.DELIVERED, DeliveryStatus.PARTIALLY_RETURNED);

    /** A refund before the rest is paid would leave the payment without a legal way to PAID. */
    private static final Set<PaymentStatus> ALL_PAID = Set.of(PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED);

    static final Policy NOT_DELIVERED = wanted -> refusedIf(
            !ARRIVED.contains(wanted.trade().statuses().delivery()) || wanted.lastDay() == null,
            "NOT_DELIVERED",
            "The delivery is " + wanted.trade().statuses().delivery()
                    + ". Goods can be returned once all that is on its way has been delivered.");

    static final Policy TOO_LATE = wanted -> refusedIf(
            wanted.now().isAfter(wanted.lastDay()),
            "TOO_LATE",
            "These goods could be returned until " + wanted.lastDay() + ".");

    static final Policy UNKNOWN_LINE = wanted -> wanted.pieces().keySet().stream()
            .filter(number -> wanted.line(number).isEmpty())
            .findFirst()
            .map(number -> Refused.because("UNKNOWN_LINE", "The trade has no line " + number + "."));

    static final Policy TOO_MANY = wanted -> wanted.trade().lines().stream()
            .filter(line -> wanted.pieces().getOrDefault(line.number(), 0) > wanted.left(line))
            .findFirst()
            .map(line -> Refused.because(
                    "TOO_MANY", "Of line " + line.number() + " at most " + wanted.left(line) + " can be returned."));

    static final Policy NOT_PAID = wanted -> refusedIf(
            !ALL_PAID.contains(wanted.trade().statuses().payment())
                    || wanted.paid().compareTo(wanted.worth()) < 0,
            "NOT_PAID",
            "The order is not paid in full, so there is nothing to refund yet. Pay what is due first, then ask again.");

    /** In the order in which a person would check them; the first breach is told. */
    static final List<Policy> ALL = List.of(NOT_DELIVERED, TOO_LATE, UNKNOWN_LINE, TOO_MANY, NOT_PAID);

    private ReturnPolicies() {}

    static Optional<Refused> breach(Wanted wanted) {
        return ALL.stream()
                .map(policy -> policy.breach(wanted))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refused> refusedIf(boolean broken, String code, String text) {
        return broken ? Optional.of(Refused.because(code, text)) : Optional.empty();
    }
}
