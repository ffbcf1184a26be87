package org.coincide.engine.trade;

import java.math.BigDecimal;

/** The authorized, captured and refunded amounts of a trade, in its currency. */
public record Amounts(BigDecimal authorized, BigDecimal captured, BigDecimal refunded) {

    static final Amounts NONE = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
}
