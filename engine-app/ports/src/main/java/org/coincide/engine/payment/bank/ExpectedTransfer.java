package org.coincide.engine.payment.bank;

import java.time.Instant;
import org.coincide.engine.payment.Amount;

/**
 * Transfer that the client is asked for by an invoice.
 *
 * @param reference of the invoice: the client names it in the transfer
 * @param tradingId the trade that is paid
 * @param token the client's token in the order, such as a mandate reference; empty if the order names none
 * @param due when the transfer is due
 */
public record ExpectedTransfer(String reference, String tradingId, String token, Amount amount, Instant due) {}
