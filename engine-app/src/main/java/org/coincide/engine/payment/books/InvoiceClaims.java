package org.coincide.engine.payment.books;

import org.coincide.engine.delivery.consignments.Claims;
import org.coincide.engine.delivery.consignments.Consignment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Claims for consignments, and the invoices among them. */
@Component
class InvoiceClaims implements Claims {

    private final Movements movements;
    private final PaymentAccounts accounts;

    InvoiceClaims(Movements movements, PaymentAccounts accounts) {
        this.movements = movements;
        this.accounts = accounts;
    }

    @Override
    public boolean isBeingInvoiced(Consignment consignment) {
        return movements
                .find(Movement.invoiceKey(consignment.tradingId(), consignment.number()))
                .filter(asked -> asked.state().isOpen())
                .isPresent();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveUp(Consignment consignment) {
        accounts.take(consignment.tradingId());
        accounts.giveUp(consignment.tradingId(), String.valueOf(consignment.number()));
    }
}
