package org.coincide.client.verification;

import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.TradingMessage;

/** What became of a message. */
public sealed interface Verification {

    /**
     * The message coincides with what is known.
     *
     * @param trade the trade as it stands after the message
     */
    record Coincident(TradingMessage message, Trade trade) implements Verification {}

    /** The very message that is held already. */
    record Duplicate(String tradingId, long sequence) implements Verification {}

    /** The server did not take something that this client asked for. */
    record Refused(RefusalReport refusal) implements Verification {}

    /** Something is wrong; the ledger stays as it is. */
    record Warned(Warning warning) implements Verification {}
}
