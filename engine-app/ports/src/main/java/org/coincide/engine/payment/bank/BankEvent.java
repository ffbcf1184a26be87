package org.coincide.engine.payment.bank;

import org.coincide.engine.payment.Amount;

/** Event at the bank. */
public sealed interface BankEvent {

    /**
     * A transfer was received.
     *
     * @param transactionId the bank's identifier, at most 35 letters, digits, and {@code . _ : -}; the same identifier is the same
     *     transfer
     * @param reference as the sender wrote it, at most 140 characters: an invoice's reference, or anything else
     */
    record TransferReceived(String transactionId, String reference, Amount amount) implements BankEvent {}

    /**
     * A pending refund was completed, or a pending or complete one failed.
     *
     * @param key of the {@link TransferRefundRequest}
     */
    record RefundChanged(String key) implements BankEvent {}
}
