package org.coincide.client.verification;

import java.util.stream.Stream;
import org.coincide.client.contract.TradingProcessing;

/** Permits returns and refunds, and no other change, after a trade is closed. */
final class ClosedTradePolicy {

    private ClosedTradePolicy() {}

    /** Returns true if every change in the message is a return or a refund. */
    static boolean permits(TradingProcessing processing, Transitions transitions) {
        return Stream.of(Lifecycle.values())
                .filter(lifecycle -> processing.changed().contains(lifecycle.contractName())
                        || !lifecycle.of(processing.previous()).equals(lifecycle.of(processing.statuses())))
                .allMatch(
                        lifecycle -> transitions.afterClosed(lifecycle).contains(lifecycle.of(processing.statuses())));
    }
}
