package org.coincide.engine.payment.books;

import org.coincide.engine.delivery.consignments.Claims;
import org.coincide.engine.delivery.consignments.Consignment;
import org.springframework.stereotype.Component;

/** Claims for consignments that are paid by invoice. */
@Component
class InvoiceClaims implements Claims {

    private final Movements movements;

    InvoiceClaims(Movements movements) {
        this.movements = movements;
    }

    @Override
    public boolean isBeingInvoiced(Consignment consignment) {
        return movements
                .find(Movement.invoiceKey(consignment.tradingId(), consignment.number()))
                .filter(asked -> asked.state().isOpen())
                .isPresent();
    }
}
