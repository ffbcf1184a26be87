package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One trade as it stands: an order from acceptance until its three statuses are final.
 *
 * @param heldFrom the status that an order on hold came from, else null
 * @param total of all lines as ordered
 * @param sequence of its newest message
 * @param contents the order's contents, in the JSON of the contract's {@code order.json}
 */
public record Trade(
        String tradingId,
        String clientId,
        String orderReference,
        String orderDigest,
        String contents,
        String currency,
        BigDecimal total,
        Statuses statuses,
        OrderStatus heldFrom,
        Reason reason,
        Amounts amounts,
        List<TradeLine> lines,
        long sequence,
        boolean closed,
        Instant acceptedAt,
        Instant changedAt) {

    /** What is to be paid: the value ordered less the value cancelled. */
    public BigDecimal due() {
        return due(lines);
    }

    private BigDecimal due(List<TradeLine> of) {
        return of.stream().map(TradeLine::cancelledValue).reduce(total, BigDecimal::subtract);
    }

    /** @return empty where the event says nothing that a client would be told: another part has said as much already */
    Optional<Trade> after(StatusChange change, Facts facts, Transitions transitions, long nextSequence, Instant now) {
        List<TradeLine> nextLines = linesAfter(change, facts);
        Optional<DeliveryStatus> delivered = deliveryAfter(change, facts, nextLines, transitions);
        Optional<PaymentFold> money = moneyAfter(change, facts, nextLines);
        Optional<PaymentStatus> paid = money.flatMap(fold -> fold.from(statuses.payment(), change.payment()));
        StatusChange folded = new StatusChange(
                change.order(), delivered.orElse(null), paid.orElse(null), change.reason(), change.actor());
        Statuses next = statuses.after(folded);
        if (delivered.isEmpty() && paid.isEmpty() && next.equals(statuses)) {
            return Optional.empty();
        }
        return Optional.of(new Trade(
                tradingId,
                clientId,
                orderReference,
                orderDigest,
                contents,
                currency,
                total,
                next,
                heldFromAfter(next),
                reasonAfter(change, next),
                money.map(PaymentFold::now).orElse(amounts),
                nextLines,
                nextSequence,
                transitions.closes(next),
                acceptedAt,
                now));
    }

    private Optional<DeliveryStatus> deliveryAfter(
            StatusChange change, Facts facts, List<TradeLine> nextLines, Transitions transitions) {
        if (change.delivery() == null) {
            return Optional.empty();
        }
        DeliveryFold fold = new DeliveryFold(nextLines, facts.delivery().consignments());
        if (fold.contradicts(change.delivery())) {
            throw new IllegalMoveException("Trade " + tradingId + " cannot move at "
                    + change.actor().name() + ": delivery is said to be " + change.delivery()
                    + ", which its consignments contradict.");
        }
        return fold.isYetToCome(change.delivery())
                ? Optional.empty()
                : fold.from(statuses.delivery(), !nextLines.equals(lines), transitions::allows);
    }

    /** Of money there is something to say where the event says it, or where less is due than before. */
    private Optional<PaymentFold> moneyAfter(StatusChange change, Facts facts, List<TradeLine> nextLines) {
        BigDecimal nextDue = due(nextLines);
        if (change.payment() == null && (amounts.captured().signum() == 0 || nextDue.compareTo(due()) == 0)) {
            return Optional.empty();
        }
        PaymentFold fold = new PaymentFold(
                amounts, facts.payment().get(), nextDue, change.order() == null ? statuses.order() : change.order());
        if (change.payment() != null && fold.contradicts(change.payment())) {
            throw new IllegalMoveException("Trade " + tradingId + " cannot move at "
                    + change.actor().name() + ": payment is said to be " + change.payment() + ", with " + fold.now());
        }
        return Optional.of(fold);
    }

    private OrderStatus heldFromAfter(Statuses next) {
        if (next.order() != OrderStatus.ON_HOLD) {
            return null;
        }
        return statuses.order() == OrderStatus.ON_HOLD ? heldFrom : statuses.order();
    }

    /** A cancelled or rejected order keeps its reason: every later message of it repeats why. */
    private Reason reasonAfter(StatusChange change, Statuses next) {
        if (change.reason() != null) {
            return change.reason();
        }
        return switch (next.order()) {
            case REJECTED, CANCELLING, CANCELLED, FAILED -> reason;
            case ON_HOLD -> statuses.order() == OrderStatus.ON_HOLD ? reason : null;
            default -> null;
        };
    }

    private List<TradeLine> linesAfter(StatusChange change, Facts facts) {
        List<TradeLine> progressed = progressed(change, facts);
        return facts.returned() == null
                ? progressed
                : progressed.stream()
                        .map(line -> line.cameBack(facts.returned().getOrDefault(line.number(), 0)))
                        .toList();
    }

    private List<TradeLine> progressed(StatusChange change, Facts facts) {
        if (facts.delivery() == null) {
            return lines;
        }
        if (facts.delivery().lines().isEmpty()) {
            return change.delivery() == DeliveryStatus.CANCELLED
                    ? lines.stream().map(TradeLine::restCancelled).toList()
                    : lines;
        }
        Map<Integer, LineProgress> progress =
                facts.delivery().lines().stream().collect(Collectors.toMap(LineProgress::number, Function.identity()));
        return lines.stream()
                .map(line ->
                        line.progressed(progress.getOrDefault(line.number(), new LineProgress(line.number(), 0, 0, 0))))
                .toList();
    }
}
