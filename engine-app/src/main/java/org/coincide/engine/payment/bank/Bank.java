package org.coincide.engine.payment.bank;

import java.math.BigDecimal;
import org.coincide.engine.payment.transfers.BankReports;

/** The bank that sees invoices paid. It reports each payment to {@link BankReports#take}. */
public interface Bank {

    /** Expects a transfer for an invoice; the second time for the same reference changes nothing. */
    void expect(String invoiceReference, String tradingId, BigDecimal amount, String currency);

    /** Gives money back to whom it came from; the second time under the same key changes nothing. */
    void payBack(String key, String tradingId, BigDecimal amount, String currency);
}
