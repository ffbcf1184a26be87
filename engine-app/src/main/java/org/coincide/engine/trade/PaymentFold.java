package org.coincide.engine.trade;

import static org.coincide.engine.trade.PaymentStatus.AUTHORIZED;
import static org.coincide.engine.trade.PaymentStatus.EXPIRED;
import static org.coincide.engine.trade.PaymentStatus.FAILED;
import static org.coincide.engine.trade.PaymentStatus.PAID;
import static org.coincide.engine.trade.PaymentStatus.PARTIALLY_PAID;
import static org.coincide.engine.trade.PaymentStatus.PARTIALLY_REFUNDED;
import static org.coincide.engine.trade.PaymentStatus.PENDING;
import static org.coincide.engine.trade.PaymentStatus.REFUNDED;
import static org.coincide.engine.trade.PaymentStatus.VOIDED;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * What a trade's payment is as a whole, from its amounts. An event speaks of one consignment, one transfer or one refund;
 * what it says is true of the trade only where the amounts agree.
 *
 * @param before the amounts as last told
 * @param facts what the movements add up to now
 * @param due the value ordered less the value cancelled
 * @param order the order's status after the event
 */
record PaymentFold(Amounts before, PaymentFacts facts, BigDecimal due, OrderStatus order) {

    /** Where a hold, or that it expired, is no news: another consignment has come further. */
    private static final Set<PaymentStatus> MONEY_CAME = Set.of(PARTIALLY_PAID, PAID, PARTIALLY_REFUNDED, REFUNDED);

    private static final Set<PaymentStatus> MONEY_WENT_BACK = Set.of(PARTIALLY_REFUNDED, REFUNDED);

    /** While a new authorization is on its way, and when all is over, money that came is told with the next change. */
    private static final Set<PaymentStatus> HEAR_OF_NO_MONEY = Set.of(EXPIRED, REFUNDED, VOIDED);

    private static final Set<PaymentStatus> FOLLOW_THEMSELVES = Set.of(PARTIALLY_PAID, PARTIALLY_REFUNDED);
    private static final Set<OrderStatus> NOTHING_MORE_COMES = Set.of(OrderStatus.CANCELLING, OrderStatus.CANCELLED);

    /** Whether what an event says can be true of no part of this trade. */
    boolean contradicts(PaymentStatus said) {
        return switch (said) {
            case AUTHORIZED -> now().authorized().signum() == 0;
            case PAID, PARTIALLY_PAID -> now().captured().signum() == 0;
            case REFUNDED, PARTIALLY_REFUNDED -> now().refunded().signum() == 0;
            default -> false;
        };
    }

    /**
     * The status to take; whether the contract allows it is for others to say.
     *
     * @param said what the event says of the payment; null where it speaks of something else
     * @return empty where nothing has changed that a client would be told
     */
    Optional<PaymentStatus> from(PaymentStatus present, PaymentStatus said) {
        return Optional.ofNullable(said == null ? settled(present) : next(present, said))
                .filter(next -> next != present || said != null && moved() && FOLLOW_THEMSELVES.contains(next));
    }

    private PaymentStatus next(PaymentStatus present, PaymentStatus said) {
        return switch (said) {
            case AUTHORIZED -> MONEY_CAME.contains(present) ? present : AUTHORIZED;
            case EXPIRED -> present == AUTHORIZED ? EXPIRED : present;
            case FAILED -> MONEY_WENT_BACK.contains(present) ? present : FAILED;
            case PENDING -> present == FAILED ? PENDING : present;
            case VOIDED -> MONEY_CAME.contains(present) ? settled(present) : VOIDED;
            case PAID, PARTIALLY_PAID -> paid(present);
            case REFUNDED, PARTIALLY_REFUNDED -> refunded();
            default -> said;
        };
    }

    private PaymentStatus paid(PaymentStatus present) {
        if (present == REFUNDED || present == EXPIRED) {
            // Told with the next change: of the refund's outcome nothing is new, and the new authorization is on its
            // way.
            return present;
        }
        return MONEY_WENT_BACK.contains(present) ? refunded() : inFull() ? PAID : PARTIALLY_PAID;
    }

    /** What the status becomes by itself when less is due than before. */
    private PaymentStatus settled(PaymentStatus present) {
        return switch (present) {
            case PARTIALLY_PAID -> inFull() ? PAID : present;
            case PARTIALLY_REFUNDED -> refunded();
            default -> present;
        };
    }

    private PaymentStatus refunded() {
        boolean all = now().refunded().compareTo(now().captured()) == 0;
        boolean last =
                now().captured().subtract(facts.lost()).compareTo(due) >= 0 || NOTHING_MORE_COMES.contains(order);
        return all && last ? REFUNDED : PARTIALLY_REFUNDED;
    }

    private boolean inFull() {
        return now().captured().compareTo(due) == 0;
    }

    Amounts now() {
        return facts.amounts();
    }

    private boolean moved() {
        return before.captured().compareTo(now().captured()) != 0
                || before.refunded().compareTo(now().refunded()) != 0;
    }
}
