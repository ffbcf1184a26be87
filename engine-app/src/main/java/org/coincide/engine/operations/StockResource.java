package org.coincide.engine.operations;

import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.List;
import org.coincide.engine.delivery.backorders.Backorders;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.reports.CarrierEventRecords;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.stock.StockLevel;
import org.coincide.engine.stock.StockReceipt;
import org.coincide.engine.stock.StockReceipts;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/stock}: goods receipts, stock levels and waiting consignments. */
@RestController
class StockResource {

    private static final int MAX_REPORTS = 200;

    /**
     * The result of a goods receipt.
     *
     * @param released ids of the waiting consignments that now have their goods
     */
    record Received(String receiptNumber, List<String> released) {}

    /** A consignment that waits for its goods. */
    record WaitingConsignment(String id, LocalDate expectedOn) {}

    /** The stock levels and the consignments that wait for goods. */
    record Overview(List<StockLevel> levels, List<WaitingConsignment> waiting) {}

    private final StockReceipts receipts;
    private final Backorders backorders;
    private final Stock stock;
    private final Consignments consignments;
    private final CarrierEventRecords carrierEvents;

    StockResource(
            StockReceipts receipts,
            Backorders backorders,
            Stock stock,
            Consignments consignments,
            CarrierEventRecords carrierEvents) {
        this.receipts = receipts;
        this.backorders = backorders;
        this.stock = stock;
        this.consignments = consignments;
        this.carrierEvents = carrierEvents;
    }

    @PostMapping("/api/operations/stock/receipts")
    Received receive(@Valid @RequestBody StockReceipt receipt) {
        switch (receipts.receive(receipt)) {
            case RECORDED, DUPLICATE -> {}
            case CONFLICT ->
                throw problem(
                        HttpStatus.CONFLICT,
                        "The receipt " + receipt.receiptNumber()
                                + " exists with different content. Use a new receipt number.");
            case UNKNOWN_ARTICLE ->
                throw problem(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "The receipt has an article that is not in the catalogue; nothing is recorded."
                                + " GET /api/products lists the articles.");
        }
        return new Received(receipt.receiptNumber(), backorders.serve());
    }

    @GetMapping("/api/operations/stock")
    Overview overview() {
        return new Overview(
                stock.levels(),
                consignments.waiting().stream()
                        .map(waiting -> new WaitingConsignment(waiting.id(), waiting.expectedOn()))
                        .toList());
    }

    /** The carriers' reports that could not be applied to a consignment, newest first. */
    @GetMapping("/api/operations/carrier-events")
    List<CarrierEventRecords.Noted> unappliedReports() {
        return carrierEvents.odd(MAX_REPORTS);
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}
