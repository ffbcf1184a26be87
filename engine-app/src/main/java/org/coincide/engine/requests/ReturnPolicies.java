package org.coincide.engine.requests;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.trade.Facts.PaymentFacts;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.PaymentStatus;

/** The rules that every return must pass. */
final class ReturnPolicies {

    /**
     * A requested return with the facts that the policies check.
     *
     * @param awaited pieces by line that are announced by other returns
     * @param lastDay end of the return window; null if nothing was delivered
     */
    record RequestedReturn(
            Trade trade,
            PaymentFacts payment,
            Map<Integer, Integer> pieces,
            Map<Integer, Integer> awaited,
            Instant lastDay,
            Instant now) {

        private Optional<TradeLine> line(int number) {
            return trade.lines().stream()
                    .filter(line -> line.number() == number)
                    .findFirst();
        }

        private int left(TradeLine line) {
            return line.delivered() - line.returned() - awaited.getOrDefault(line.number(), 0);
        }

        private BigDecimal value() {
            return pieces.entrySet().stream()
                    .map(entry -> line(entry.getKey())
                            .orElseThrow()
                            .unitPrice()
                            .multiply(BigDecimal.valueOf(entry.getValue())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private BigDecimal paid() {
            return payment.amounts().captured().subtract(payment.amounts().refunded());
        }

        /** A refund for lost goods can come before the payment of others: then the status alone does not tell. */
        private boolean isPaidInFull() {
            return ALL_PAID.contains(trade.statuses().payment())
                    && payment.capturedForGoods().compareTo(trade.due()) >= 0;
        }
    }

    /** A rule that a return must pass; returns its violation. */
    @FunctionalInterface
    interface Policy {
        Optional<Refused> violation(RequestedReturn requested);
    }

    private static final Set<DeliveryStatus> ARRIVED =
            Set.of(DeliveryStatus.DELIVERED, DeliveryStatus.PARTIALLY_RETURNED);

    /** The statuses that allow a refund. A refund before full payment would leave no legal transition to PAID. */
    private static final Set<PaymentStatus> ALL_PAID = Set.of(PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED);

    static final Policy NOT_DELIVERED = requested -> refusedIf(
            !ARRIVED.contains(requested.trade().statuses().delivery()) || requested.lastDay() == null,
            "NOT_DELIVERED",
            "The delivery is " + requested.trade().statuses().delivery()
                    + ". Request the return after the complete delivery.");

    static final Policy TOO_LATE = requested -> refusedIf(
            requested.now().isAfter(requested.lastDay()),
            "TOO_LATE",
            "The return window ended at " + requested.lastDay() + ". Contact the server's operator.");

    static final Policy UNKNOWN_LINE = requested -> requested.pieces().keySet().stream()
            .filter(number -> requested.line(number).isEmpty())
            .findFirst()
            .map(number -> Refused.of(
                    "UNKNOWN_LINE",
                    "The trade has no line " + number + ". Use the line numbers of the trading information."));

    static final Policy TOO_MANY = requested -> requested.trade().lines().stream()
            .filter(line -> requested.pieces().getOrDefault(line.number(), 0) > requested.left(line))
            .findFirst()
            .map(line -> Refused.of(
                    "TOO_MANY",
                    "The return has too many pieces of line " + line.number() + ". Return at most "
                            + requested.left(line) + "."));

    static final Policy NOT_PAID = requested -> refusedIf(
            !requested.isPaidInFull() || requested.paid().compareTo(requested.value()) < 0,
            "NOT_PAID",
            "The order is not paid in full, so a return cannot be refunded yet. Pay the outstanding amount, then retry.");

    /** All policies in order of precedence. A return is refused with the first violation. */
    static final List<Policy> ALL = List.of(NOT_DELIVERED, TOO_LATE, UNKNOWN_LINE, TOO_MANY, NOT_PAID);

    private ReturnPolicies() {}

    static Optional<Refused> violation(RequestedReturn requested) {
        return ALL.stream()
                .map(policy -> policy.violation(requested))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refused> refusedIf(boolean violated, String code, String text) {
        return violated ? Optional.of(Refused.of(code, text)) : Optional.empty();
    }
}
