package org.coincide.engine.catalogue;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import org.coincide.engine.startup.StartupException;
import org.coincide.engine.stock.Stock;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.transaction.support.TransactionOperations;

/** The catalogue's file with rows that the database would refuse. */
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

    private void assertRefused(String rows, String text) {
        when(products.isEmpty()).thenReturn(true);
        byte[] file = ("sku,name,unitPrice,currency,onHand,nextSupply\n" + rows).getBytes(StandardCharsets.UTF_8);
        CatalogueLoader loader = new CatalogueLoader(
                products,
                mock(Stock.class),
                new CatalogueProperties(new ByteArrayResource(file)),
                TransactionOperations.withoutTransaction());
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(loader::afterPropertiesSet)
                .withMessageContaining(text);
    }
}
