package org.coincide.engine.lifecycle;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.journal.messages.ActionReport;
import org.coincide.engine.journal.messages.InvoiceReport;
import org.coincide.engine.journal.messages.ProcessingDetails;
import org.coincide.engine.payment.books.Confirmations;
import org.coincide.engine.payment.books.Invoices;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.springframework.stereotype.Component;

/** Collects the details of a processing message: shipments, invoices, required action and promised times. */
@Component
class ProcessingDetailsCollector {

    private static final String DELIVERY = "delivery";
    private static final String PAYMENT = "payment";

    /** The statuses in which a delivery can wait for goods. */
    private static final Set<DeliveryStatus> AWAITING_GOODS = Set.of(
            DeliveryStatus.BACKORDERED,
            DeliveryStatus.PREPARING,
            DeliveryStatus.PARTIALLY_SHIPPED,
            DeliveryStatus.PARTIALLY_DELIVERED);

    private final Consignments consignments;
    private final Invoices invoices;
    private final Confirmations confirmations;

    ProcessingDetailsCollector(Consignments consignments, Invoices invoices, Confirmations confirmations) {
        this.consignments = consignments;
        this.invoices = invoices;
        this.confirmations = confirmations;
    }

    ProcessingDetails of(Trade trade) {
        String tradingId = trade.tradingId();
        // Without a plan there is no consignment, and without a shipped consignment no invoice.
        List<Consignment> all =
                trade.statuses().delivery() == DeliveryStatus.NOT_STARTED ? List.of() : consignments.of(tradingId);
        List<InvoiceReport> issued =
                all.stream().anyMatch(Consignment::wasHandedOver) ? invoices.reportsOf(tradingId) : List.of();
        Map<String, Instant> due = new HashMap<>();
        nextDue(issued).ifPresent(time -> due.put(PAYMENT, time));
        Optional<ActionReport> action = action(trade);
        action.ifPresent(required -> due.put(PAYMENT, required.until()));
        if (AWAITING_GOODS.contains(trade.statuses().delivery())) {
            Consignments.expected(all).ifPresent(time -> due.put(DELIVERY, time));
        }
        return new ProcessingDetails(consignments.reportsOf(all), issued, action.orElse(null), due);
    }

    private Optional<ActionReport> action(Trade trade) {
        return trade.statuses().payment() == PaymentStatus.REQUIRES_ACTION
                ? confirmations.reportOf(trade.tradingId())
                : Optional.empty();
    }

    private static Optional<Instant> nextDue(List<InvoiceReport> issued) {
        return issued.stream()
                .filter(InvoiceReport::isOpen)
                .map(InvoiceReport::due)
                .min(Instant::compareTo);
    }
}
