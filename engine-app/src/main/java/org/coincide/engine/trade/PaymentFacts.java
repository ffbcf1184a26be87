package org.coincide.engine.trade;

import java.math.BigDecimal;

/**
 * What a trade's movements of money add up to at this moment.
 *
 * @param lost what was given back for consignments that will never arrive: their value is not due any more, or soon will not be
 */
public record PaymentFacts(Amounts amounts, BigDecimal lost) {}
