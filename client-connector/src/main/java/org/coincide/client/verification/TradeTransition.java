package org.coincide.client.verification;

import java.math.BigDecimal;
import org.coincide.client.contract.Amounts;
import org.coincide.client.contract.Envelope;
import org.coincide.client.contract.Statuses;
import org.coincide.client.contract.TradingProcessing;

/** Transition from the stored trade to the snapshot of a processing message. */
record TradeTransition(Trade before, Envelope envelope, TradingProcessing after, Transitions transitions) {

    Statuses statuses() {
        return after.statuses();
    }

    Amounts amounts() {
        return after.amounts();
    }

    boolean orderIs(String status) {
        return after.order().equals(status);
    }

    /** The amount due: ordered less cancelled pieces, at the order's prices. */
    BigDecimal due() {
        return after.lines().stream()
                .map(now -> before.lines().stream()
                        .filter(line -> line.number() == now.number())
                        .findFirst()
                        .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(now.ordered() - now.cancelled())))
                        .orElse(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
