package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    Trade after(StatusChange change, Facts facts, Transitions transitions, long nextSequence, Instant now) {
        Statuses next = statuses.after(change);
        return new Trade(
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
                linesAfter(change, facts),
                nextSequence,
                transitions.closes(next),
                acceptedAt,
                now);
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
        List<TradeLine> progressed = facts.lines() == null ? lines : progressed(facts.lines());
        return change.delivery() == DeliveryStatus.CANCELLED
                ? progressed.stream().map(TradeLine::restCancelled).toList()
                : progressed;
    }

    private List<TradeLine> progressed(List<LineProgress> progress) {
        Map<Integer, LineProgress> byNumber =
                progress.stream().collect(Collectors.toMap(LineProgress::number, line -> line));
        return lines.stream()
                .map(line -> byNumber.containsKey(line.number())
                        ? line.progressed(
                                byNumber.get(line.number()).shipped(),
                                byNumber.get(line.number()).delivered())
                        : line)
                .toList();
    }
}
