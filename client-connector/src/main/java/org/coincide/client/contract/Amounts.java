package org.coincide.client.contract;

import java.math.BigDecimal;

/** What a trade is worth and how much of it has moved, in one currency. */
public record Amounts(
        String currency, BigDecimal ordered, BigDecimal authorized, BigDecimal captured, BigDecimal refunded) {}
