package org.coincide.engine.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.LocalDate;
import java.util.Arrays;
import org.coincide.engine.delivery.backorders.Backorders;
import org.coincide.engine.input.InputErrors;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.stock.StockReceipt;
import org.coincide.engine.stock.StockReceipts;
import org.coincide.engine.stock.StockReceipts.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.ErrorResponseException;

/** A goods receipt as JSON or as a file. */
class GoodsReceiptTest {

    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();
    private final StockReceipts receipts = mock(StockReceipts.class);
    private final StockReceiptResource resource = new StockReceiptResource(
            receipts,
            mock(Backorders.class),
            new CheckedRows(validator, new CsvFileProperties(9)),
            mock(OperatorActions.class),
            new RepeatedTransaction(TransactionOperations.withoutTransaction()));

    @BeforeEach
    void record() {
        when(receipts.receive(any())).thenReturn(Outcome.RECORDED);
    }

    /** As the database answers the second of two equal receipts that come at the same time. */
    @Test
    void aReceiptThatComesTwiceAtOnceIsADuplicate() {
        when(receipts.receive(any()))
                .thenThrow(new DuplicateKeyException("stock_receipt"))
                .thenReturn(Outcome.DUPLICATE);
        assertThat(send("A,3,\n").receiptNumber()).isEqualTo("GR-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000-01-01", "+10000-01-01", "1969-12-31"})
    void aNextSupplyOfAnotherYearIsRefused(String date) {
        assertRefused(
                "A,3," + date + "\n",
                "Line 2: nextSupply is not a date such as 2027-01-15, of the years 1970 to 9999. Nothing is changed.");
    }

    @Test
    void aNextSupplyOfAnotherYearInJsonIsRefused() {
        StockReceipt receipt = receipt(new StockReceipt.Line("A", 3, LocalDate.MAX));
        assertThat(InputErrors.of(validator.validate(receipt)))
                .extracting(RefusalReason::text)
                .containsExactly("The field /lines/0/nextSupply must be a date of the years 1970 to 9999. Correct it.");
    }

    @Test
    void aLineThatIsNullIsRefused() {
        assertThat(InputErrors.of(validator.validate(receipt((StockReceipt.Line) null))))
                .extracting(RefusalReason::text)
                .containsExactly("The field /lines/0 is missing. Send it.");
    }

    @Test
    void aSecondDateForAnArticleIsRefusedWithItsLine() {
        assertRefused(
                "A,3,2099-01-15\nA,4,\nA,1,2099-02-15\n",
                "Line 4: An earlier line of A has the nextSupply 2099-01-15, not 2099-02-15."
                        + " Send one date for an article. Nothing is changed.");
    }

    @Test
    void aSecondDateForAnArticleInJsonIsRefused() {
        StockReceipt receipt = receipt(
                new StockReceipt.Line("A", 3, LocalDate.parse("2099-01-15")),
                new StockReceipt.Line("A", 1, LocalDate.parse("2099-02-15")));
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> resource.receive(receipt, () -> "olga"))
                .satisfies(refused -> assertThat(refused.getBody().getDetail())
                        .startsWith("The field /lines/1/nextSupply: An earlier line of A"));
    }

    private static StockReceipt receipt(StockReceipt.Line... lines) {
        return new StockReceipt("GR-1", Arrays.asList(lines));
    }

    private StockReceiptResource.Received send(String rows) {
        return resource.importFile("GR-1", "sku,pieces,nextSupply\n" + rows, () -> "olga");
    }

    private void assertRefused(String rows, String detail) {
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> send(rows))
                .satisfies(
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(400))
                .satisfies(refused -> assertThat(refused.getBody().getDetail()).isEqualTo(detail));
    }
}
