package org.coincide.engine.catalogue;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coincide.engine.stock.Stock;
import org.junit.jupiter.api.Test;

/** Several entries about one product. */
class CatalogueChangesTest {

    private static final BigDecimal TEN = new BigDecimal("10.00");

    private final Products products = mock(Products.class);
    private final CatalogueChanges changes = new CatalogueChanges(products, mock(Stock.class), Clock.systemUTC());

    @Test
    void aLaterPriceWithoutAWeightKeepsTheWeightBefore() {
        when(products.find(any())).thenReturn(Map.of("A", new Product("A", "Tea", TEN, "EUR", 50)));

        changes.apply(List.of(
                new CatalogueEntry("A", "Tea", TEN, "EUR", null, 70),
                new CatalogueEntry("A", "Green tea", TEN, "EUR", Instant.parse("2099-01-01T00:00:00Z"), null)));

        verify(products).change("A", "Green tea", 70);
    }
}
