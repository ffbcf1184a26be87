package org.coincide.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import org.coincide.engine.payment.Amount;

/**
 * Conversion of amounts. Stripe counts in the minor units of ISO 4217, with the exceptions of its documentation on currencies: some
 * currencies have another number of digits, and those with three digits are charged in steps of ten minor units.
 */
final class StripeAmounts {

    /** Digits of the currencies in which Stripe differs from ISO 4217. */
    private static final Map<String, Integer> DIGITS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private static final int DIGITS_CHARGED = 2;
    private static final int STEP = 10;

    private StripeAmounts() {}

    /**
     * The amount as Stripe counts it.
     *
     * @throws IllegalStateException if Stripe cannot charge the amount
     */
    static long units(Amount amount) {
        if (!DIGITS.containsKey(amount.currency())) {
            long units = amount.minorUnits();
            if (amount.digits() > DIGITS_CHARGED && units % STEP != 0) {
                throw new IllegalStateException("Stripe charges " + amount.currency()
                        + " in steps of ten minor units, but the amount is " + amount
                        + ". Order in prices that Stripe can"
                        + " charge.");
            }
            return units;
        }
        return amount.value()
                .setScale(DIGITS.get(amount.currency()), RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    static Amount amount(long units, String currency) {
        String code = currency.toUpperCase(Locale.ROOT);
        return DIGITS.containsKey(code)
                ? new Amount(BigDecimal.valueOf(units, DIGITS.get(code)), code)
                : Amount.ofMinorUnits(units, code);
    }

    /** The currency as Stripe spells it. */
    static String currency(Amount amount) {
        return amount.currency().toLowerCase(Locale.ROOT);
    }
}
