package org.coincide.engine.payment;

import java.math.BigDecimal;

/** The bank that sees invoices paid. It reports each payment by {@link BankReports#received}. */
interface Bank {

    /** Expects a transfer for an invoice; the second time for the same reference changes nothing. */
    void expect(String invoiceReference, String tradingId, BigDecimal amount, String currency);
}
