package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** How the contract writes an amount: a decimal string, never a float. */
public final class Money {

    private Money() {}

    /** At least the currency's own digits, more only where they are not zero: 12.50 EUR, 0.0625 EUR, 100 JPY. */
    public static String text(BigDecimal amount, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(digits, plain.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
