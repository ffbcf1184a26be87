package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** Formats amounts as the contract's decimal strings. */
public final class Money {

    private Money() {}

    /** Formats an amount with the currency's fraction digits, or more if they are not zero: 12.50 EUR, 0.0625 EUR, 100 JPY. */
    public static String text(BigDecimal amount, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(digits, plain.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
