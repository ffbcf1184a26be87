package org.coincide.client.ordering;

/**
 * The server's acceptance of an order.
 *
 * @param entryNumber the ledger entry of the trading information
 */
public record Acceptance(String orderReference, String tradingId, long entryNumber) {}
