package org.coincide.engine.requests;

import java.util.Set;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.coincide.engine.delivery.Consignments;
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
public class CancellationDesk {

    private static final Set<OrderStatus> UNDER_WAY = Set.of(OrderStatus.CANCELLING, OrderStatus.CANCELLED);

    private final Trades trades;
    private final Consignments consignments;
    private final OrderProcess process;
    private final Attempts attempts;

    CancellationDesk(Trades trades, Consignments consignments, OrderProcess process, Attempts attempts) {
        this.trades = trades;
        this.consignments = consignments;
        this.process = process;
        this.attempts = attempts;
    }

    /** Cancels a trade, or says why not. Asked again about a trade that is being cancelled, it says yes again. */
    public Decision ask(CancellationRequest request) {
        return attempts.of(request.tradingId(), () -> trades.lock(request.tradingId())
                .filter(request::mayBeAbout)
                .map(trade -> decide(trade, request))
                .orElseGet(() -> Refused.unknown(request.tradingId())));
    }

    private Decision decide(Trade trade, CancellationRequest request) {
        if (UNDER_WAY.contains(trade.statuses().order())) {
            return new Taken();
        }
        if (trade.closed()) {
            return Refused.because("ALREADY_CLOSED", "The trade is closed. Goods that were delivered can be returned.");
        }
        if (!consignments.reportsOf(trade.tradingId()).isEmpty()) {
            return Refused.because(
                    "ALREADY_SHIPPED", "The goods are with the carrier. They can be returned once they are delivered.");
        }
        return cancel(trade, request);
    }

    private Decision cancel(Trade trade, CancellationRequest request) {
        try {
            process.cancel(trade.tradingId(), request.reasonGiven(), request.actor());
            return new Taken();
        } catch (MismatchingMessageCorrelationException noSuchModel) {
            return Refused.because(
                    "NOT_OFFERED", "This order runs by a model that knows no cancellation; ask the server.");
        }
    }
}
