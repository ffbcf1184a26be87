package org.coincide.engine.trade;

import java.math.BigDecimal;

/** What of a trade's money has moved so far, in the trade's currency. */
public record Amounts(BigDecimal authorized, BigDecimal captured, BigDecimal refunded) {

    static final Amounts NONE = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
}
