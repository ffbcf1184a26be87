package org.coincide.engine.lifecycle;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.delivery.Consignments;
import org.coincide.engine.journal.InvoiceReport;
import org.coincide.engine.journal.Particulars;
import org.coincide.engine.payment.Invoices;
import org.springframework.stereotype.Component;

/** Gathers what a client is told beside the change itself: shipments, invoices, promised times. */
@Component
class Surroundings {

    private static final String PAYMENT = "payment";

    private final Consignments consignments;
    private final Invoices invoices;

    Surroundings(Consignments consignments, Invoices invoices) {
        this.consignments = consignments;
        this.invoices = invoices;
    }

    Particulars of(String tradingId) {
        List<InvoiceReport> issued = invoices.reportsOf(tradingId);
        Map<String, Instant> due = new HashMap<>();
        nextDue(issued).ifPresent(time -> due.put(PAYMENT, time));
        return new Particulars(consignments.reportsOf(tradingId), issued, due);
    }

    private static Optional<Instant> nextDue(List<InvoiceReport> issued) {
        return issued.stream()
                .filter(InvoiceReport::isOpen)
                .map(InvoiceReport::due)
                .min(Instant::compareTo);
    }
}
