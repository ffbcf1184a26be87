package org.coincide.engine.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coincide.engine.catalogue.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders at the catalogue's prices, which an earlier release did not check. */
class AcceptancePoliciesTest {

    /** A total of whole cents, whose consignments have values that no card pays. */
    @ParameterizedTest
    @CsvSource({"0.0625, EUR", "100.5, JPY"})
    void aPriceThatNobodyCanPayIsRefused(BigDecimal price, String currency) {
        assertThat(violations(price, currency))
                .extracting(Refusal::code, Refusal::pointer)
                .containsExactly(tuple("PRICE_NOT_PAYABLE", "/lines/0/unitPrice"));
    }

    @ParameterizedTest
    @CsvSource({"12.5000, EUR", "1.250, BHD", "100, JPY"})
    void aPriceInWholeMinorUnitsIsAccepted(BigDecimal price, String currency) {
        assertThat(violations(price, currency)).isEmpty();
    }

    @Test
    void anotherPriceIsRefusedForItsDifferenceFirst() {
        Map<String, Product> products = Map.of("A", new Product("A", "Tea", BigDecimal.ONE, "EUR", 0));
        assertThat(AcceptancePolicies.violations(placed(new BigDecimal("0.0625"), "EUR", products)))
                .extracting(Refusal::code)
                .containsExactly("PRICE_CHANGED");
    }

    /** 16 pieces: the largest amount of the contract is 999,999,999,999.9999. */
    @Test
    void aTotalLargerThanAnAmountOfTheContractIsRefused() {
        assertThat(violations(new BigDecimal("62499999999.99"), "EUR")).isEmpty();
        assertThat(violations(new BigDecimal("62500000000.00"), "EUR"))
                .extracting(Refusal::code, Refusal::pointer)
                .containsExactly(tuple("TOTAL_TOO_LARGE", "/lines"));
    }

    private static List<Refusal> violations(BigDecimal price, String currency) {
        return AcceptancePolicies.violations(
                placed(price, currency, Map.of("A", new Product("A", "Tea", price, currency, 0))));
    }

    private static PricedOrder placed(BigDecimal price, String currency, Map<String, Product> products) {
        Order order = new Order(
                "4711",
                currency,
                List.of(new Order.Line("A", 16, price)),
                new Order.ShipTo("DE"),
                new Order.Payment("CARD"),
                null);
        return PricedOrder.placedAt(Instant.parse("2026-12-01T00:00:00Z"), order, products);
    }
}
