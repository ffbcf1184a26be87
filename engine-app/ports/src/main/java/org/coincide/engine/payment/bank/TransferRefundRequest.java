package org.coincide.engine.payment.bank;

import org.coincide.engine.payment.Amount;

/**
 * Request to return a part of a transfer to its sender.
 *
 * @param key idempotency key, at most 160 printable ASCII characters
 * @param tradingId the trade that was paid
 * @param transactionId the bank's identifier of the transfer that is refunded
 */
public record TransferRefundRequest(String key, String tradingId, String transactionId, Amount amount) {}
