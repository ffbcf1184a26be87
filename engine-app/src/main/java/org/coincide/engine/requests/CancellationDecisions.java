package org.coincide.engine.requests;

import java.util.Set;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.coincide.engine.delivery.consignments.Deliveries;
import org.coincide.engine.lifecycle.OrderProcess;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.requests.Decision.Taken;
import org.coincide.engine.trade.OrderStatus;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/**
 * Decides whether a trade can still be cancelled. The trade's row is locked while it decides: a hand-over that has begun
 * before makes it too late, one that would begin after finds the order cancelled.
 */
@Component
public class CancellationDecisions {

    private static final Set<OrderStatus> UNDER_WAY = Set.of(OrderStatus.CANCELLING, OrderStatus.CANCELLED);

    private final Trades trades;
    private final Deliveries deliveries;
    private final OrderProcess process;
    private final RequestRetry attempts;

    CancellationDecisions(Trades trades, Deliveries deliveries, OrderProcess process, RequestRetry attempts) {
        this.trades = trades;
        this.deliveries = deliveries;
        this.process = process;
        this.attempts = attempts;
    }

    /** Cancels a trade, or says why not. Asked again about a trade that is being cancelled, it says yes again. */
    public Decision ask(CancellationRequest request) {
        try {
            return attempts.of(request.tradingId(), () -> trades.lock(request.tradingId())
                    .filter(request::mayBeAbout)
                    .map(trade -> decide(trade, request))
                    .orElseGet(() -> Refused.unknown(request.tradingId())));
        } catch (MismatchingMessageCorrelationException noSuchModel) {
            return Refused.because(
                    "NOT_OFFERED",
                    "This order runs by a model that knows no cancellation; ask the server's operators.");
        }
    }

    private Decision decide(Trade trade, CancellationRequest request) {
        if (UNDER_WAY.contains(trade.statuses().order())) {
            return new Taken();
        }
        if (trade.closed()) {
            return Refused.because("ALREADY_CLOSED", "The trade is closed. Goods that were delivered can be returned.");
        }
        if (!deliveries.isAllHere(trade.tradingId())) {
            return deliveries.cancelRest(trade.tradingId()) > 0
                    ? new Taken()
                    : Refused.because(
                            "ALREADY_SHIPPED",
                            "Too late for " + deliveries.whatIsOut(trade.tradingId())
                                    + ". What is delivered can be returned.");
        }
        trades.withdraw(trade.tradingId());
        process.cancel(trade.tradingId(), request.reasonGiven(), request.actor());
        return new Taken();
    }
}
