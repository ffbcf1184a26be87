package org.coincide.client.ledger;

/**
 * The end of the ledger.
 *
 * @param number number of the last entry; 0 for an empty ledger
 * @param head the running head after the last entry
 */
public record LedgerHead(long number, String head) {}
