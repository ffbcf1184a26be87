package org.coincide.client.retention;

/**
 * A closed trade that is older than the retention.
 *
 * @param lastEntry number of the trade's last entry in the ledger
 */
public record RemovableTrade(String tradingId, String orderReference, long lastEntry) {}
