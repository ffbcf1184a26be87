package org.coincide.engine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.coincide.engine.startup.StartupException;
import org.coincide.engine.stock.Stock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.transaction.support.TransactionOperations;

/** Rows of the catalogue's file that the database would refuse, and prices that nobody can pay. */
@ExtendWith(OutputCaptureExtension.class)
class CatalogueLoaderTest {

    private final Products products = mock(Products.class);

    @Test
    void aRepeatedSkuIsNamedWithItsLine() {
        assertRefused("A,Tea,1.00,EUR,5,\nB,Tea,1.00,EUR,5,\nA,Tea,2.00,EUR,5,\n", "has the SKU A of line 4");
    }

    @Test
    void aNextSupplyOfAnotherYearIsAnInvalidRow() {
        assertRefused("A,Tea,1.00,EUR,5,+10000-01-01\n", "has an invalid row in line 2");
    }

    @Test
    void aPriceWithMoreDecimalsThanItsCurrencyIsRefused() {
        assertRefused(
                "A,Tea,1.00,EUR,5,\nB,Tea,100.5,JPY,5,\n", "has in line 3 the price 100.5 JPY, which nobody can pay");
    }

    @Test
    void aPriceInACurrencyThatDoesNotExistIsRefused() {
        assertRefused("A,Tea,1.00,ZZZ,5,\n", "has in line 2 the price 1.00 ZZZ, which nobody can pay");
    }

    @Test
    void aLoadedPriceThatNobodyCanPayIsLogged(CapturedOutput output) {
        when(products.all()).thenReturn(List.of(new Product("A", "Tea", new BigDecimal("0.0625"), "EUR", 0)));
        loader("").afterPropertiesSet();
        assertThat(output).contains("The product A has the price 0.0625 EUR, which nobody can pay");
    }

    @Test
    void aLaterPriceThatNobodyCanPayIsLogged(CapturedOutput output) {
        when(products.all()).thenReturn(List.of(new Product("A", "Tea", BigDecimal.ONE, "JPY", 0)));
        when(products.laterPrices())
                .thenReturn(List.of(
                        new Products.LaterPrice("A", Instant.parse("2099-01-01T00:00:00Z"), new BigDecimal("100.5"))));
        loader("").afterPropertiesSet();
        assertThat(output).contains("The product A has the price 100.5 JPY, which nobody can pay");
    }

    private void assertRefused(String rows, String text) {
        when(products.isEmpty()).thenReturn(true);
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(loader(rows)::afterPropertiesSet)
                .withMessageContaining(text);
    }

    private CatalogueLoader loader(String rows) {
        byte[] file = ("sku,name,unitPrice,currency,onHand,nextSupply\n" + rows).getBytes(StandardCharsets.UTF_8);
        return new CatalogueLoader(
                products,
                mock(Stock.class),
                new CatalogueProperties(new ByteArrayResource(file)),
                TransactionOperations.withoutTransaction());
    }
}
