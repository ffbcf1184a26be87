package org.coincide.engine.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource({"12.50, EUR, 1250", "12.5, EUR, 1250", "1250, JPY, 1250", "1.250, BHD, 1250", "1E+3, EUR, 100000"})
    void anAmountConvertsToMinorUnitsAndBack(BigDecimal value, String currency, long minorUnits) {
        Amount amount = new Amount(value, currency);
        assertThat(amount.minorUnits()).isEqualTo(minorUnits);
        assertThat(Amount.ofMinorUnits(minorUnits, currency).isSameAs(amount)).isTrue();
    }

    @Test
    void anAmountBelowTheMinorUnitIsRefused() {
        assertThatThrownBy(new Amount(new BigDecimal("12.505"), "EUR")::minorUnits)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("12.505 EUR");
    }

    @Test
    void anUnknownCurrencyIsRefused() {
        assertThatThrownBy(() -> new Amount(BigDecimal.ONE, "EURO")).isInstanceOf(IllegalArgumentException.class);
    }
}
