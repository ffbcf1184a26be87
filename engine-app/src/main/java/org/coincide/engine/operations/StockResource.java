package org.coincide.engine.operations;

import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.List;
import org.coincide.engine.delivery.backorders.Backorders;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.reports.CarrierEvents;
import org.coincide.engine.stock.Shelf;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.stock.StockReceipt;
import org.coincide.engine.stock.StockReceipts;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What operators see and do of the stock: goods that came in, and who waits for more. */
@RestController
class StockResource {

    private static final int MOST_ODD_REPORTS = 200;

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
    Received receive(@Valid @RequestBody StockReceipt receipt) {
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
