package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coincide.engine.trade.DeliveryFacts.LineProgress;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;
import org.coincide.processes.lifecycle.DeliveryFold;

/**
 * The current state of a trade: an order from acceptance until its three statuses are final.
 *
 * @param heldFrom status before the hold; null if the order is not on hold
 * @param total value of all lines as ordered
 * @param sequence sequence of the last message
 * @param lastDigest digest of the last message in the journal: a change keeps it until its own message is appended; null
 *     before the first message
 * @param orderSignature the client's signature of the order's canonical JSON; null if the client did not sign
 * @param contents the order as JSON of the contract's {@code order.json}
 * @param traceParent position of the order in its W3C trace; null if it has none
 */
public record Trade(
        String tradingId,
        String clientId,
        String orderReference,
        String orderDigest,
        String orderSignature,
        String contents,
        String currency,
        BigDecimal total,
        Statuses statuses,
        OrderStatus heldFrom,
        Reason reason,
        Amounts amounts,
        List<TradeLine> lines,
        long sequence,
        String lastDigest,
        boolean closed,
        Instant acceptedAt,
        Instant changedAt,
        String traceParent) {

    private static final Reason INVOICE_UNPAID = new Reason("INVOICE_UNPAID", "Invoice unpaid");
    private static final Set<OrderStatus> CANCELLATION = Set.of(OrderStatus.CANCELLING, OrderStatus.CANCELLED);
    private static final Set<PaymentStatus> UNPAID = Set.of(PaymentStatus.FAILED, PaymentStatus.VOIDED);

    /** Returns whether the trade is being cancelled, or was cancelled. */
    public boolean isCancelled() {
        return CANCELLATION.contains(statuses.order());
    }

    /** Returns whether a cancellation can begin, as far as the statuses of the order tell. */
    public boolean isCancellable() {
        return !closed && !isCancelled();
    }

    /** The amount to be paid: the ordered value less the cancelled value. */
    public BigDecimal due() {
        return due(lines);
    }

    Trade withLastDigest(String digest) {
        return new Trade(
                tradingId,
                clientId,
                orderReference,
                orderDigest,
                orderSignature,
                contents,
                currency,
                total,
                statuses,
                heldFrom,
                reason,
                amounts,
                lines,
                sequence,
                digest,
                closed,
                acceptedAt,
                changedAt,
                traceParent);
    }

    /** Returns whether the order was accepted, so that its payment and delivery can have begun. */
    public boolean isAccepted() {
        OrderStatus order = statuses.order() == OrderStatus.ON_HOLD ? heldFrom : statuses.order();
        return order != OrderStatus.RECEIVED && order != OrderStatus.REJECTED;
    }

    private BigDecimal due(List<TradeLine> of) {
        return of.stream().map(TradeLine::cancelledValue).reduce(total, BigDecimal::subtract);
    }

    /**
     * Applies a status change.
     *
     * @return empty if the change is already covered by an earlier one, so that nothing is published
     */
    Optional<Trade> after(StatusChange change, Facts facts, Transitions transitions, long nextSequence, Instant now) {
        List<TradeLine> nextLines = linesAfter(change, facts);
        Optional<DeliveryStatus> delivered = deliveryAfter(change, facts, nextLines, transitions);
        Optional<PaymentFold> money = moneyAfter(change, facts, nextLines);
        Optional<PaymentStatus> paid = money.flatMap(fold -> fold.from(statuses.payment(), change.payment()));
        StatusChange folded = new StatusChange(
                change.order(), delivered.orElse(null), paid.orElse(null), change.reason(), change.actor());
        Statuses next = folded.appliedTo(statuses);
        if (delivered.isEmpty() && paid.isEmpty() && next.equals(statuses)) {
            return Optional.empty();
        }
        return Optional.of(new Trade(
                tradingId,
                clientId,
                orderReference,
                orderDigest,
                orderSignature,
                contents,
                currency,
                total,
                next,
                heldFromAfter(next),
                reasonAfter(
                        change, next, money.filter(PaymentFold::isWrittenOff).isPresent()),
                money.map(PaymentFold::now).orElse(amounts),
                nextLines,
                nextSequence,
                lastDigest,
                transitions.closes(next),
                acceptedAt,
                now,
                traceParent));
    }

    private Optional<DeliveryStatus> deliveryAfter(
            StatusChange change, Facts facts, List<TradeLine> nextLines, Transitions transitions) {
        if (change.delivery() == null) {
            return Optional.empty();
        }
        DeliveryFold fold = facts.delivery().fold(nextLines);
        if (fold.contradicts(change.delivery().name())) {
            throw new IllegalTransitionException("Trade " + tradingId + " cannot move at "
                    + change.actor().name() + ": the event reports the delivery status " + change.delivery()
                    + ", which the consignments contradict.");
        }
        return fold.isPremature(change.delivery().name())
                ? Optional.empty()
                : fold.next(statuses.delivery().name(), !nextLines.equals(lines), transitions::allowsDelivery)
                        .map(DeliveryStatus::valueOf);
    }

    /** Returns the payment state if the event reports a payment status, or if the due amount decreases. */
    private Optional<PaymentFold> moneyAfter(StatusChange change, Facts facts, List<TradeLine> nextLines) {
        BigDecimal nextDue = due(nextLines);
        if (change.payment() == null && (amounts.captured().signum() == 0 || nextDue.compareTo(due()) == 0)) {
            return Optional.empty();
        }
        PaymentFold fold = new PaymentFold(
                amounts,
                facts.payment().get(),
                nextDue,
                nextLines.stream().anyMatch(TradeLine::isUnderway),
                change.order() == null ? statuses.order() : change.order());
        if (change.payment() != null && fold.contradicts(change.payment())) {
            throw new IllegalTransitionException("Trade " + tradingId + " cannot move at "
                    + change.actor().name() + ": the event reports the payment status " + change.payment()
                    + ", which the amounts contradict: " + fold.now());
        }
        return Optional.of(fold);
    }

    private OrderStatus heldFromAfter(Statuses next) {
        if (next.order() != OrderStatus.ON_HOLD) {
            return null;
        }
        return statuses.order() == OrderStatus.ON_HOLD ? heldFrom : statuses.order();
    }

    /** Returns the next reason. A cancelled, rejected or failed order keeps its reason in every later message. */
    private Reason reasonAfter(StatusChange change, Statuses next, boolean writtenOff) {
        boolean claimEnds = writtenOff && change.payment() == PaymentStatus.VOIDED;
        if (claimEnds && UNPAID.contains(next.payment())) {
            return Optional.ofNullable(change.reason()).orElse(INVOICE_UNPAID);
        }
        if (!claimEnds && change.reason() != null) {
            return change.reason();
        }
        return switch (next.order()) {
            case REJECTED, CANCELLING, CANCELLED, FAILED -> reason;
            case ON_HOLD -> statuses.order() == OrderStatus.ON_HOLD ? reason : null;
            default -> null;
        };
    }

    private List<TradeLine> linesAfter(StatusChange change, Facts facts) {
        List<TradeLine> withProgress = withProgress(change, facts);
        return facts.returned() == null
                ? withProgress
                : withProgress.stream()
                        .map(line -> line.withReturned(facts.returned().getOrDefault(line.number(), 0)))
                        .toList();
    }

    private List<TradeLine> withProgress(StatusChange change, Facts facts) {
        if (facts.delivery() == null) {
            return lines;
        }
        if (facts.delivery().lines().isEmpty()) {
            return change.delivery() == DeliveryStatus.CANCELLED
                    ? lines.stream().map(TradeLine::withRestCancelled).toList()
                    : lines;
        }
        Map<Integer, LineProgress> progress =
                facts.delivery().lines().stream().collect(Collectors.toMap(LineProgress::number, Function.identity()));
        return lines.stream()
                .map(line -> line.withProgress(
                        progress.getOrDefault(line.number(), new LineProgress(line.number(), 0, 0, 0))))
                .toList();
    }
}
