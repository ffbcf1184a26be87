package org.coincide.engine.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/**
 * Sum of money in a currency of ISO 4217. Providers mostly count in minor units: 12.50 EUR are 1250, 1250 JPY are 1250, and 1.250 BHD
 * are 1250.
 *
 * @param value in major units, not rounded
 * @param currency code of ISO 4217, such as EUR
 */
public record Amount(BigDecimal value, String currency) {

    public Amount {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(currency, "currency");
        Currency.getInstance(currency);
    }

    /** The amount of so many minor units. */
    public static Amount ofMinorUnits(long minorUnits, String currency) {
        return new Amount(BigDecimal.valueOf(minorUnits, digitsOf(currency)), currency);
    }

    /** The number of digits after the decimal point: 0 for JPY, 2 for EUR, 3 for BHD. */
    public int digits() {
        return digitsOf(currency);
    }

    /** Returns whether the value has no more digits than the currency. */
    public boolean isWholeMinorUnits() {
        return value.stripTrailingZeros().scale() <= digits();
    }

    /**
     * The value in minor units.
     *
     * @throws IllegalStateException if the value has more digits than the currency: a card or a bank cannot pay such an amount
     */
    public long minorUnits() {
        if (!isWholeMinorUnits()) {
            throw new IllegalStateException("The amount " + this + " has more than the " + digits()
                    + " decimal places of its currency. Order in prices that the currency can express.");
        }
        return value.setScale(digits(), RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    /** Compares the value, not its scale: 12.5 EUR are 12.50 EUR. */
    public boolean isSameAs(Amount other) {
        return currency.equals(other.currency) && value.compareTo(other.value) == 0;
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + currency;
    }

    private static int digitsOf(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
