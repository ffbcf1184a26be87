package org.coincide.client.contract;

import java.math.BigDecimal;

/** The amounts of a trade, in one currency. */
public record Amounts(
        String currency, BigDecimal ordered, BigDecimal authorized, BigDecimal captured, BigDecimal refunded) {}
