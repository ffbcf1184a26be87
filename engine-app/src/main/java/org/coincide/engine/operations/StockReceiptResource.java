package org.coincide.engine.operations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.coincide.engine.delivery.backorders.Backorders;
import org.coincide.engine.input.InputTimes;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.coincide.engine.stock.StockReceipt;
import org.coincide.engine.stock.StockReceipts;
import org.coincide.engine.stock.StockReceipts.Outcome;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/stock/receipts}: received goods, as JSON or as a CSV file. */
@RestController
class StockReceiptResource {

    /**
     * The result of a goods receipt.
     *
     * @param released ids of the waiting consignments that now have their goods
     */
    record Received(String receiptNumber, List<String> released) {}

    /** A row of the CSV file. */
    record Row(
            @NotNull String sku,
            @NotNull @Min(0) @Max(StockReceipt.MAX_PIECES) Integer pieces,

            @Pattern(regexp = "\\S{1,20}", message = "must be a date such as 2027-01-15")
            String nextSupply) {

        StockReceipt.Line parsed() {
            return new StockReceipt.Line(sku, pieces, nextSupply == null ? null : InputTimes.date(nextSupply));
        }
    }

    private final StockReceipts receipts;
    private final Backorders backorders;
    private final CheckedRows rows;
    private final OperatorActions actions;
    private final RepeatedTransaction again;

    StockReceiptResource(
            StockReceipts receipts,
            Backorders backorders,
            CheckedRows rows,
            OperatorActions actions,
            RepeatedTransaction again) {
        this.receipts = receipts;
        this.backorders = backorders;
        this.rows = rows;
        this.actions = actions;
        this.again = again;
    }

    @PostMapping(path = "/api/operations/stock/receipts", consumes = MediaType.APPLICATION_JSON_VALUE)
    Received receive(@Valid @RequestBody StockReceipt receipt, Principal operator) {
        Map<String, LocalDate> dates = new HashMap<>();
        for (int line = 0; line < receipt.lines().size(); line++) {
            consistent(receipt.lines().get(line), "The field /lines/" + line + "/nextSupply: ", dates);
        }
        return book(receipt, operator);
    }

    private Received book(StockReceipt receipt, Principal operator) {
        Outcome outcome = again.execute(() -> {
            Outcome received = receipts.receive(receipt);
            if (received != Outcome.DUPLICATE) {
                actions.add(
                        null,
                        Kind.BOOK_RECEIPT,
                        CatalogueOperationsResource.CATALOGUE,
                        operator.getName(),
                        text(receipt),
                        refusal(received, receipt));
            }
            return received;
        });
        String refusal = refusal(outcome, receipt);
        if (refusal != null) {
            throw CheckedRows.problem(
                    outcome == Outcome.CONFLICT ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY, refusal);
        }
        return new Received(receipt.receiptNumber(), backorders.serve());
    }

    /** Books the goods of a CSV file, all or none. */
    @PostMapping(path = "/api/operations/stock/receipts/import", consumes = "text/csv")
    Received importFile(@RequestParam String receiptNumber, @RequestBody String csv, Principal operator) {
        Map<String, LocalDate> dates = new HashMap<>();
        List<StockReceipt.Line> lines = rows.read(
                csv,
                Row.class,
                "sku, pieces and optionally nextSupply",
                (row, place) -> consistent(checked(row, place), place, dates));
        return book(rows.valid(new StockReceipt(receiptNumber, lines), ""), operator);
    }

    /** Refuses a second date for the same article. The pieces of lines with the same article are added. */
    private static StockReceipt.Line consistent(StockReceipt.Line line, String place, Map<String, LocalDate> dates) {
        LocalDate before = line.nextSupply() == null ? null : dates.putIfAbsent(line.sku(), line.nextSupply());
        if (before != null && !before.equals(line.nextSupply())) {
            throw CheckedRows.problem(
                    HttpStatus.BAD_REQUEST,
                    place + "An earlier line of " + line.sku() + " has the nextSupply " + before + ", not "
                            + line.nextSupply() + ". Send one date for an article. Nothing is changed.");
        }
        return line;
    }

    private StockReceipt.Line checked(Row row, String place) {
        try {
            return rows.valid(row, place).parsed();
        } catch (DateTimeException noDate) {
            throw CheckedRows.problem(
                    HttpStatus.BAD_REQUEST,
                    place + "nextSupply is not a date such as 2027-01-15, " + InputTimes.YEARS
                            + ". Nothing is changed.");
        }
    }

    /** Returns why a receipt is refused; null if it is booked. */
    private static String refusal(Outcome outcome, StockReceipt receipt) {
        return switch (outcome) {
            case RECORDED, DUPLICATE -> null;
            case CONFLICT ->
                "The receipt " + receipt.receiptNumber() + " exists with different content. Use a new receipt number.";
            case UNKNOWN_ARTICLE ->
                "The receipt has an article that is not in the catalogue; nothing is recorded."
                        + " GET /api/products lists the articles.";
        };
    }

    private static String text(StockReceipt receipt) {
        return receipt.receiptNumber() + ": "
                + receipt.lines().stream()
                        .map(line -> line.pieces() + " × " + line.sku()
                                + (line.nextSupply() == null ? "" : ", more on " + line.nextSupply()))
                        .collect(Collectors.joining(", "));
    }
}
