package org.coincide.client.verification;

import java.util.Optional;
import org.coincide.client.contract.TradingMessage;

/** Applies messages that have passed verification to a trade. Applies no rule, and so gives the same result at any time. */
public final class Replay {

    private Replay() {}

    /** Returns the trade after the message; empty for a refusal, which belongs to no trade. */
    public static Optional<Trade> apply(Optional<Trade> before, TradingMessage message, Transitions transitions) {
        if (message instanceof TradingMessage.OfInformation information) {
            return Optional.of(before.map(trade -> trade.amended(information))
                    .orElseGet(() -> Trade.opened(information, transitions)));
        }
        if (message instanceof TradingMessage.OfProcessing processing) {
            return Optional.of(before.orElseThrow().after(processing, transitions));
        }
        return Optional.empty();
    }
}
