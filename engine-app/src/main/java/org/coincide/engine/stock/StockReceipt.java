package org.coincide.engine.stock;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import org.coincide.engine.input.StorableDate;

/**
 * A goods receipt.
 *
 * @param receiptNumber number of the delivery note: idempotency key of the receipt
 */
public record StockReceipt(
        @NotNull
        @Pattern(
                regexp = "[\\x21-\\x7E]{1,64}",
                message = "must have 1 to 64 printable ASCII characters without spaces")
        String receiptNumber,

        @NotEmpty List<@NotNull @Valid Line> lines) {

    /** Maximum number of pieces of a line. */
    public static final int MAX_PIECES = 1_000_000;

    /**
     * Pieces of one article.
     *
     * @param pieces 0 if only the date of the next supply is reported
     * @param nextSupply date on which more is expected; null if unknown
     */
    public record Line(
            @NotNull String sku,
            @Min(0) @Max(MAX_PIECES) int pieces,
            @StorableDate LocalDate nextSupply) {}
}
