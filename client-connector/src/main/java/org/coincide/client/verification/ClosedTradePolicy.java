package org.coincide.client.verification;

import java.util.stream.Stream;
import org.coincide.client.contract.TradingProcessing;

/** What a closed trade still lives through: returns and refunds. */
final class ClosedTradePolicy {

    private ClosedTradePolicy() {}

    /** Whether everything that the message says to have changed is a return or a refund. */
    static boolean mayFollow(TradingProcessing processing, Transitions transitions) {
        return Stream.of(Lifecycle.values())
                .filter(lifecycle -> processing.changed().contains(lifecycle.spelled())
                        || !lifecycle.of(processing.previous()).equals(lifecycle.of(processing.statuses())))
                .allMatch(
                        lifecycle -> transitions.afterClosed(lifecycle).contains(lifecycle.of(processing.statuses())));
    }
}
