package org.coincide.client.ledger;

import org.coincide.client.verification.Trade;

/**
 * A trade with the head of its hash chain.
 *
 * @param headHash hash of the trade's latest history entry
 */
public record ChainedTrade(Trade trade, String headHash) {}
