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
        return lines.stream().map(TradeLine::cancelledValue).reduce(total, BigDecimal::subtract);
    }

    /** @return empty where the event says nothing that a client would be told: another part has said as much already */
    Optional<Trade> after(StatusChange change, Facts facts, Transitions transitions, long nextSequence, Instant now) {
        List<TradeLine> nextLines = linesAfter(change, facts);
        Optional<DeliveryStatus> delivered = deliveryAfter(change, facts, nextLines, transitions);
        StatusChange folded = new StatusChange(
                change.order(), delivered.orElse(null), change.payment(), change.reason(), change.actor());
        Statuses next = statuses.after(folded);
        if (delivered.isEmpty() && next.equals(statuses)) {
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
                facts.amounts() == null ? amounts : facts.amounts(),
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
        return fold.from(statuses.delivery(), !nextLines.equals(lines), transitions::allows);
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
