package org.coincide.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.coincide.engine.payment.Amount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeAmountsTest {

    @ParameterizedTest
    @CsvSource({"12.50, EUR, 1250", "1250, JPY, 1250", "1.250, BHD, 1250", "5, UGX, 500", "5, ISK, 500", "5, MGA, 5"})
    void amountsAreCountedAsStripeDoes(BigDecimal value, String currency, long units) {
        Amount amount = new Amount(value, currency);
        assertThat(StripeAmounts.units(amount)).isEqualTo(units);
        assertThat(StripeAmounts.amount(units, currency.toLowerCase(java.util.Locale.ROOT))
                        .isSameAs(amount))
                .isTrue();
    }
}
