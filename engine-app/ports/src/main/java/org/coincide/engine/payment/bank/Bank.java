package org.coincide.engine.payment.bank;

import java.util.Optional;
import org.coincide.engine.payment.RefundOutcome;

/** Bank that receives the payments of invoices, and pays refunds of them. */
public interface Bank {

    /** The name in log lines and tasks. */
    String name();

    /**
     * Announces an invoice, for banks that match transfers to invoices. Repeated calls for the same reference change nothing.
     *
     * @throws BankUnavailableException on a technical failure; the job retries
     */
    void expect(ExpectedTransfer transfer);

    /**
     * Returns money to the sender of a transfer. A repeated call with the same key pays nothing twice.
     *
     * @throws BankUnavailableException on a technical failure; the job retries with the same key
     */
    RefundOutcome refund(TransferRefundRequest request);

    /**
     * The present state of a refund.
     *
     * @param reference the bank's reference from the outcome; null if no response arrived
     * @return empty if the bank has done nothing under the key
     */
    Optional<RefundOutcome> findRefund(TransferRefundRequest request, String reference);
}
