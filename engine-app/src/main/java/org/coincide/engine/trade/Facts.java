package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The current state of payments, consignments and returns at a status change. A status that a model reports must agree with the
 * facts, otherwise the change fails.
 *
 * @param payment supplier that is called only if the change can concern the payment
 * @param delivery null if the change does not concern the delivery
 * @param returned returned pieces by line number; null if the change does not concern returns
 */
public record Facts(Supplier<PaymentFacts> payment, DeliveryFacts delivery, Map<Integer, Integer> returned) {

    /**
     * The current sums of a trade's payment movements.
     *
     * @param lost refunded value of consignments that will never be delivered; the value is, or will soon be, no longer due
     * @param writtenOff unpaid value of invoices that were written off; the value is due, and will never be captured
     */
    public record PaymentFacts(Amounts amounts, BigDecimal lost, BigDecimal writtenOff) {

        /** The amount that was captured for goods that arrived or still can. */
        public BigDecimal capturedForGoods() {
            return amounts.captured().subtract(lost);
        }
    }
}
