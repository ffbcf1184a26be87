package org.coincide.client.ledger;

import org.coincide.client.verification.Trade;

/**
 * A trade with the end of its digest chain.
 *
 * @param head hash of the trade's last history entry
 */
public record ChainedTrade(Trade trade, String head) {}
