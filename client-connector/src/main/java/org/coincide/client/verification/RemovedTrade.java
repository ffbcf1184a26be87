package org.coincide.client.verification;

/**
 * A closed trade that the retention has removed from the ledger.
 *
 * @param sequence sequence of its last message
 * @param lastDigest SHA-256 of the body of its last message
 */
public record RemovedTrade(String tradingId, long sequence, String lastDigest) {}
