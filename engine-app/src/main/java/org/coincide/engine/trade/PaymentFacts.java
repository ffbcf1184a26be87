package org.coincide.engine.trade;

import java.math.BigDecimal;

/**
 * The current sums of a trade's payment movements.
 *
 * @param lost refunded value of consignments that will never be delivered; the value is, or will soon be, no longer due
 */
public record PaymentFacts(Amounts amounts, BigDecimal lost) {}
