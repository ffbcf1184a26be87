package org.coincide.engine.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.validation.Validation;
import java.util.Optional;
import org.coincide.engine.catalogue.CatalogueChanges;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.operations.log.OperatorActions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.ErrorResponseException;

/** A file with products and prices. */
class CatalogueFileTest {

    private static final TransactionOperations AT_ONCE = TransactionOperations.withoutTransaction();

    private final CatalogueChanges changes = mock(CatalogueChanges.class);
    private final CatalogueOperationsResource catalogue = new CatalogueOperationsResource(
            mock(Products.class),
            changes,
            new CheckedRows(Validation.buildDefaultValidatorFactory().getValidator(), new CsvFileProperties(9)),
            mock(OperatorActions.class),
            AT_ONCE,
            new RepeatedTransaction(AT_ONCE));

    @BeforeEach
    void acceptChanges() {
        when(changes.apply(any())).thenReturn(Optional.empty());
    }

    @Test
    void aSecondPriceForNowIsRefusedWithItsLine() {
        assertRefused(
                "A,Tea,12.00,EUR,\nB,Tea,1.00,EUR,\nA,Tea,10.00,EUR,\n",
                "Line 4: An earlier line has a price of A, too, which is valid from now. Keep one of the two lines."
                        + " Nothing is changed.");
    }

    @Test
    void aSecondPriceFromTheSameTimeIsRefused() {
        assertRefused(
                "A,Tea,12.00,EUR,2099-01-01T00:00:00Z\nA,Tea,10.00,EUR,2099-01-01T00:00:00.0Z\n",
                "Line 3: An earlier line has a price of A, too, which is valid from 2099-01-01T00:00:00Z."
                        + " Keep one of the two lines. Nothing is changed.");
    }

    @Test
    void pricesOfAProductFromSeveralTimesAreAccepted() {
        assertThat(send("A,Tea,12.00,EUR,\nA,Tea,10.00,EUR,2099-01-01T00:00:00Z\n"))
                .isEqualTo(new CatalogueOperationsResource.Changed(2));
    }

    @Test
    void aFileWithoutRowsIsRefused() {
        assertRefused(
                "",
                "The file has no rows. Nothing is changed. Add a row below the header; the columns are sku, name,"
                        + " unitPrice, currency and optionally validFrom, weight.");
    }

    /** Java reads these times, and no database stores them. */
    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void aPriceFromAnotherYearIsRefused(String validFrom) {
        assertRefused(
                "A,Tea,12.00,EUR," + validFrom + "\n",
                "Line 2: validFrom is not a time such as 2027-01-01T00:00:00Z, of the years 1970 to 9999."
                        + " Nothing is changed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0625,EUR", "100.5,JPY", "1.00,ZZZ"})
    void aPriceThatNobodyCanPayIsRefusedWithItsLine(String price) {
        assertRefused(
                "A,Tea,12.00,EUR,\nB,Tea," + price + ",\n",
                "Line 3: Nobody can pay the price " + price.replace(',', ' ') + ". Use a currency of ISO 4217, and at"
                        + " most as many decimals as it has: 12.50 EUR, 1250 JPY. Nothing is changed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5000,EUR", "1.250,BHD", "100,JPY"})
    void aPriceInWholeMinorUnitsIsAccepted(String price) {
        assertThat(send("A,Tea," + price + ",\n")).isEqualTo(new CatalogueOperationsResource.Changed(1));
    }

    @Test
    void aProductThatAnotherRequestCreatesFirstIsChanged() {
        when(changes.apply(any()))
                .thenThrow(new DuplicateKeyException("product"))
                .thenReturn(Optional.empty());
        assertThat(send("A,Tea,12.00,EUR,\n")).isEqualTo(new CatalogueOperationsResource.Changed(1));
    }

    private CatalogueOperationsResource.Changed send(String rows) {
        return catalogue.importFile("sku,name,unitPrice,currency,validFrom\n" + rows, () -> "olga");
    }

    private void assertRefused(String rows, String detail) {
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> send(rows))
                .satisfies(
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(400))
                .satisfies(refused -> assertThat(refused.getBody().getDetail()).isEqualTo(detail));
    }
}
