package org.coincide.engine.trade;

import static org.coincide.engine.trade.status.PaymentStatus.AUTHORIZED;
import static org.coincide.engine.trade.status.PaymentStatus.EXPIRED;
import static org.coincide.engine.trade.status.PaymentStatus.FAILED;
import static org.coincide.engine.trade.status.PaymentStatus.PAID;
import static org.coincide.engine.trade.status.PaymentStatus.PARTIALLY_PAID;
import static org.coincide.engine.trade.status.PaymentStatus.PARTIALLY_REFUNDED;
import static org.coincide.engine.trade.status.PaymentStatus.PENDING;
import static org.coincide.engine.trade.status.PaymentStatus.REFUNDED;
import static org.coincide.engine.trade.status.PaymentStatus.REQUIRES_ACTION;
import static org.coincide.engine.trade.status.PaymentStatus.VOIDED;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.coincide.engine.trade.Facts.PaymentFacts;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;

/**
 * Derives the payment status of a trade from its amounts. An event reports a status of one consignment, transfer or refund; the
 * trade takes the status only if the amounts agree.
 *
 * @param before the last published amounts
 * @param facts the current sums of the movements
 * @param due the ordered value less the cancelled value
 * @param underway whether pieces that are due have not arrived
 * @param order the order's status after the event
 */
record PaymentFold(Amounts before, PaymentFacts facts, BigDecimal due, boolean underway, OrderStatus order) {

    /** The statuses that an authorization, or its expiry, does not change: another consignment has progressed further. */
    private static final Set<PaymentStatus> CAPTURED = Set.of(PARTIALLY_PAID, PAID, PARTIALLY_REFUNDED, REFUNDED);

    private static final Set<PaymentStatus> REFUND_STARTED = Set.of(PARTIALLY_REFUNDED, REFUNDED);

    /** The statuses of a payment that waits for its money anew, such as that of an invoice in place of a declined card. */
    private static final Set<PaymentStatus> AWAITED = Set.of(PENDING, REQUIRES_ACTION, AUTHORIZED);

    private static final Set<PaymentStatus> REPEATABLE = Set.of(PARTIALLY_PAID, PARTIALLY_REFUNDED);
    private static final Set<OrderStatus> NO_FURTHER_CAPTURE = Set.of(OrderStatus.CANCELLING, OrderStatus.CANCELLED);

    /** Returns whether the reported status is impossible for every part of the trade. */
    boolean contradicts(PaymentStatus reported) {
        return switch (reported) {
            case AUTHORIZED -> now().authorized().signum() == 0;
            case PAID, PARTIALLY_PAID -> now().captured().signum() == 0;
            case REFUNDED, PARTIALLY_REFUNDED -> now().refunded().signum() == 0;
            default -> false;
        };
    }

    /**
     * Returns the next status of the trade, which the caller checks against the contract.
     *
     * @param reported the reported payment status; null if the event reports none
     * @return empty if nothing changes that is published to clients
     */
    Optional<PaymentStatus> from(PaymentStatus present, PaymentStatus reported) {
        return Optional.ofNullable(reported == null ? settled(present) : next(present, reported))
                .filter(next -> next != present || reported != null && amountsChanged() && REPEATABLE.contains(next));
    }

    private PaymentStatus next(PaymentStatus present, PaymentStatus reported) {
        if (present == VOIDED && isWrittenOff()) {
            // The end of another invoice's payment can come late: its amount was counted when the payment was voided.
            return VOIDED;
        }
        return switch (reported) {
            case AUTHORIZED -> CAPTURED.contains(present) ? present : AUTHORIZED;
            case EXPIRED -> present == AUTHORIZED ? EXPIRED : present;
            case FAILED -> REFUND_STARTED.contains(present) || hasRefunded() ? present : FAILED;
            case PENDING -> present == FAILED ? PENDING : present;
            case VOIDED -> voided(present);
            case PAID, PARTIALLY_PAID -> paid(present);
            case REFUNDED, PARTIALLY_REFUNDED -> refunded(present);
            default -> reported;
        };
    }

    /**
     * The status after a claim has ended without its money. While another consignment is unpaid or has not arrived, the payment continues:
     * VOIDED is final. In the end, a payment that was captured in part becomes FAILED first.
     */
    private PaymentStatus voided(PaymentStatus present) {
        if (CAPTURED.contains(present)) {
            PaymentStatus settled = settled(present);
            return settled == PARTIALLY_PAID && isWrittenOff() && !isOpen() ? FAILED : settled;
        }
        if (isWrittenOff() && isOpen()) {
            return present == FAILED ? PENDING : present;
        }
        return VOIDED;
    }

    /** Returns whether an invoice of an order that is not cancelled was written off. */
    boolean isWrittenOff() {
        return facts.writtenOff().signum() > 0 && !NO_FURTHER_CAPTURE.contains(order);
    }

    private boolean isOpen() {
        return underway || isClaimed();
    }

    private boolean isClaimed() {
        return facts.capturedForGoods().add(facts.writtenOff()).compareTo(due) < 0;
    }

    private PaymentStatus paid(PaymentStatus present) {
        if (present == REFUNDED || present == EXPIRED) {
            // The captured amount is published with the next change: after the refund's outcome or the new
            // authorization.
            return present;
        }
        return REFUND_STARTED.contains(present) || present == PARTIALLY_PAID && hasRefunded() ? refunded() : captured();
    }

    private PaymentStatus captured() {
        return isPaidInFull() ? PAID : PARTIALLY_PAID;
    }

    /** The status after the due amount has decreased. */
    private PaymentStatus settled(PaymentStatus present) {
        return switch (present) {
            case PENDING, REQUIRES_ACTION, AUTHORIZED ->
                now().captured().signum() > 0 && isPaidInFull() ? PAID : present;
            case PARTIALLY_PAID, PARTIALLY_REFUNDED -> paid(present);
            default -> present;
        };
    }

    /** The contract refunds no payment that waits for its money: the capture comes first, and the refund with the next change. */
    private PaymentStatus refunded(PaymentStatus present) {
        return AWAITED.contains(present) ? captured() : refunded();
    }

    private PaymentStatus refunded() {
        boolean all = now().refunded().compareTo(now().captured()) == 0;
        boolean last = !isClaimed() || NO_FURTHER_CAPTURE.contains(order);
        return all && last ? REFUNDED : PARTIALLY_REFUNDED;
    }

    private boolean isPaidInFull() {
        return now().captured().compareTo(due) == 0;
    }

    private boolean hasRefunded() {
        return now().refunded().signum() > 0;
    }

    Amounts now() {
        return facts.amounts();
    }

    private boolean amountsChanged() {
        return before.captured().compareTo(now().captured()) != 0
                || before.refunded().compareTo(now().refunded()) != 0;
    }
}
