package org.coincide.client.verification;

import java.util.Optional;

/** Read access to the orders that this client has sent and to its ledger. */
public interface LedgerView {

    Optional<SentOrder> order(String reference);

    Optional<Trade> trade(String tradingId);

    /** The body of a message in the ledger, exactly as received. */
    Optional<String> body(String tradingId, long sequence);
}
