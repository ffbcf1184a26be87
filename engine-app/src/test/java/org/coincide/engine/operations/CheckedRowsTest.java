package org.coincide.engine.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

/** Rows of the CSV files that operators upload. */
class CheckedRowsTest {

    record Row(String sku, @Max(10) Integer pieces) {}

    private final CheckedRows rows =
            new CheckedRows(Validation.buildDefaultValidatorFactory().getValidator(), new CsvFileProperties(2));

    @Test
    void theRowsOfAFileAreRead() {
        assertThat(read("sku,pieces\nA,1\nB,\n", rows::valid)).containsExactly(new Row("A", 1), new Row("B", null));
    }

    @Test
    void aFileWithoutRowsIsRefused() {
        assertRefused("sku,pieces\n", "The file has no rows. Nothing is changed. Add a row below the header");
    }

    @Test
    void aRowThatCannotBeReadIsNamed() {
        assertRefused(
                "sku,pieces\nA,1\nB,two\n", "Line 3 cannot be read. Nothing is changed. The columns are sku, pieces.");
        assertRefused("sku,pieces\nA,1,2\n", "Line 2 cannot be read. Nothing is changed. The columns are sku, pieces.");
        assertRefused("sku,pieces\n\"A,1\n", "Line 2 cannot be read. Nothing is changed. The columns are sku, pieces.");
        assertRefused("sku,colour\nA,red\n", "Line 2 cannot be read. Nothing is changed. The columns are sku, pieces.");
    }

    @Test
    void aRowThatViolatesAConstraintIsNamed() {
        assertRefused("sku,pieces\nA,1\nB,11\n", "Line 3: The field /pieces is 11.");
    }

    /** The replacement character stands where a reader of UTF-8 found something else. */
    @Test
    void aFileInAnotherEncodingIsRefused() {
        assertRefused(
                "sku,pieces\nA,1\nGr\uFFFDn,2\n",
                "Line 3 has a character that is not encoded in UTF-8. Save the file as UTF-8. Nothing is changed.");
    }

    @Test
    void aFileWithTooManyRowsIsRefused() {
        assertRefused("sku,pieces\nA,1\nB,2\nC,3\n", "The file has more than 2 rows. Split it.");
    }

    /** A defect of the server is no mistake of the file. */
    @Test
    void aFailureOfTheServerIsNotBlamedOnTheFile() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read("sku,pieces\nA,1\n", (row, place) -> {
                    throw new IllegalStateException("a defect");
                }));
    }

    private List<Row> read(String file, BiFunction<Row, String, Row> parse) {
        return rows.read(file, Row.class, "sku, pieces", parse);
    }

    private void assertRefused(String file, String detail) {
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> read(file, rows::valid))
                .satisfies(refused -> assertThat(refused.getBody().getDetail()).startsWith(detail));
    }
}
