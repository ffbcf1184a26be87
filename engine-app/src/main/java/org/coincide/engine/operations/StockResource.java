package org.coincide.engine.operations;

import java.time.LocalDate;
import java.util.List;
import org.coincide.engine.delivery.consignments.WaitingConsignments;
import org.coincide.engine.delivery.reports.CarrierEventRecords;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.stock.StockLevel;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/stock}: stock levels and waiting consignments. */
@RestController
class StockResource {

    private static final int MAX_REPORTS = 200;

    /** A consignment that waits for its goods. */
    record WaitingConsignment(String id, LocalDate expectedOn) {}

    /** The stock levels and the consignments that wait for goods. */
    record Overview(List<StockLevel> levels, List<WaitingConsignment> waiting) {}

    private final Stock stock;
    private final WaitingConsignments waiting;
    private final CarrierEventRecords carrierEvents;

    StockResource(Stock stock, WaitingConsignments waiting, CarrierEventRecords carrierEvents) {
        this.stock = stock;
        this.waiting = waiting;
        this.carrierEvents = carrierEvents;
    }

    @GetMapping("/api/operations/stock")
    Overview overview() {
        return new Overview(
                stock.levels(),
                waiting.all().stream()
                        .map(consignment -> new WaitingConsignment(consignment.id(), consignment.expectedOn()))
                        .toList());
    }

    /** The carriers' reports that could not be applied to a consignment, newest first. */
    @GetMapping("/api/operations/carrier-events")
    List<CarrierEventRecords.Noted> unappliedReports() {
        return carrierEvents.withoutEffect(MAX_REPORTS);
    }
}
