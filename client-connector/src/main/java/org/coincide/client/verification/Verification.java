package org.coincide.client.verification;

import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.TradingMessage;

/** Result of verifying a message. */
public sealed interface Verification {

    /**
     * The message is consistent with sent orders and ledger.
     *
     * @param trade the trade after the message
     */
    record Coincident(TradingMessage message, Trade trade) implements Verification {}

    /** The ledger already contains the same message. */
    record Duplicate(String tradingId, long sequence) implements Verification {}

    /** The server has refused an order or a request of this client. */
    record Refused(RefusalReport refusal) implements Verification {}

    /** A statement of the server, to be compared with the ledger. */
    record Stated(TradingMessage.OfStatement statement) implements Verification {}

    /** The server announced or revoked a key. */
    record Announced(TradingMessage.OfKey message) implements Verification {}

    /** The message failed verification; the ledger is unchanged. */
    record Warned(Warning warning) implements Verification {}
}
