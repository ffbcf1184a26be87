package org.coincide.client.verification;

import java.util.Optional;

/** What the client knows: the orders it sent, and its ledger of trades. */
public interface LedgerView {

    Optional<SentOrder> order(String reference);

    Optional<Trade> trade(String tradingId);

    /** The body of a message that is in the ledger, to the character. */
    Optional<String> body(String tradingId, long sequence);
}
