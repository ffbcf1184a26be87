package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** Formats amounts as the contract's decimal strings. */
public final class Money {

    private Money() {}

    /**
     * Returns whether an amount can be paid: a card or a bank moves only whole minor units, such as cents. False also for a currency
     * that ISO 4217 does not have.
     */
    public static boolean isPayable(BigDecimal amount, String currency) {
        try {
            return amount.stripTrailingZeros().scale() <= digitsOf(currency);
        } catch (IllegalArgumentException unknownCurrency) {
            return false;
        }
    }

    /** Formats an amount with the currency's fraction digits, or more if they are not zero: 12.50 EUR, 0.0625 EUR, 100 JPY. */
    public static String text(BigDecimal amount, String currency) {
        int digits = digitsOf(currency);
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(digits, plain.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** Returns whether ISO 4217 has a currency. */
    public static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }

    private static int digitsOf(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
