package org.coincide.engine.delivery;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import org.coincide.engine.stock.Shelf;
import org.coincide.engine.stock.Stock;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What operators see and do of the stock: goods that came in, and who waits for more. */
@RestController
class StockResource {

    private static final int MOST_PIECES = 1_000_000;
    private static final int MOST_ODD_REPORTS = 200;

    /**
     * Goods that came in.
     *
     * @param receiptNumber of the delivery note: the same number is the same receipt
     */
    record Receipt(
            @NotNull @Pattern(regexp = "[\\x21-\\x7E]{1,64}")
            String receiptNumber,

            @NotEmpty @Valid List<Line> lines) {}

    /**
     * Pieces of one article.
     *
     * @param pieces 0 where only the day of the next supply is told
     * @param nextSupply when more is expected; null where nobody knows
     */
    record Line(
            @NotNull String sku, @Min(0) @Max(MOST_PIECES) int pieces, LocalDate nextSupply) {}

    /** @param released the consignments that waited and go on now */
    record Received(String receiptNumber, List<String> released) {}

    /** A consignment that waits for its goods. */
    record WaitingConsignment(String id, LocalDate expectedOn) {}

    record Overview(List<Shelf> shelves, List<WaitingConsignment> waiting) {}

    private final StockReceipts receipts;
    private final Backorders backorders;
    private final Stock stock;
    private final Consignments consignments;
    private final CarrierEvents carrierEvents;

    StockResource(
            StockReceipts receipts,
            Backorders backorders,
            Stock stock,
            Consignments consignments,
            CarrierEvents carrierEvents) {
        this.receipts = receipts;
        this.backorders = backorders;
        this.stock = stock;
        this.consignments = consignments;
        this.carrierEvents = carrierEvents;
    }

    @PostMapping("/api/operations/stock/receipts")
    Received receive(@Valid @RequestBody Receipt receipt) {
        switch (receipts.take(receipt)) {
            case TAKEN, TAKEN_BEFORE -> {}
            case CONFLICT ->
                throw problem(
                        HttpStatus.CONFLICT,
                        "The receipt " + receipt.receiptNumber() + " is in the books with other contents.");
            case UNKNOWN_ARTICLE ->
                throw problem(
                        HttpStatus.UNPROCESSABLE_ENTITY, "An article is not in the catalogue; nothing was taken.");
        }
        return new Received(receipt.receiptNumber(), backorders.serve());
    }

    @GetMapping("/api/operations/stock")
    Overview overview() {
        return new Overview(
                stock.shelves(),
                consignments.waiting().stream()
                        .map(waiting -> new WaitingConsignment(waiting.id(), waiting.expectedOn()))
                        .toList());
    }

    /** What carriers reported and what moved nothing, newest first. */
    @GetMapping("/api/operations/carrier-events")
    List<CarrierEvents.Noted> oddReports() {
        return carrierEvents.odd(MOST_ODD_REPORTS);
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}
