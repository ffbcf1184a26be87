package org.coincide.engine.requests;

import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.coincide.engine.acceptance.OrderAmendment;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.requests.Decision.Taken;
import org.coincide.engine.trade.OrderStatus;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Changes orders, under the lock of their trade, as long as they are on hold: nothing has been done for them yet. */
@Component
public class AmendmentDecisions {

    private final Trades trades;
    private final OrderAmendment orders;
    private final RequestRetry attempts;

    AmendmentDecisions(Trades trades, OrderAmendment orders, RequestRetry attempts) {
        this.trades = trades;
        this.orders = orders;
        this.attempts = attempts;
    }

    /** Changes the order, or says why not. Asked again for what the order is already, it says yes again. */
    public Decision ask(AmendmentRequest request) {
        try {
            return attempts.of(request.tradingId(), () -> trades.lock(request.tradingId())
                    .filter(request::mayBeAbout)
                    .map(trade -> decide(trade, request))
                    .orElseGet(() -> Refused.unknown(request.tradingId())));
        } catch (MismatchingMessageCorrelationException nobodyReviews) {
            return notOnHold();
        }
    }

    private Decision decide(Trade trade, AmendmentRequest request) {
        if (orders.isPresent(trade, request.contents())) {
            return new Taken();
        }
        if (trade.statuses().order() != OrderStatus.ON_HOLD) {
            return notOnHold();
        }
        return orders.revise(trade, request.order(), request.contents())
                .<Decision>map(refusal -> new Refused(refusal.code(), refusal.text(), refusal.pointer()))
                .orElseGet(Taken::new);
    }

    private static Refused notOnHold() {
        return Refused.because(
                "NOT_ON_HOLD", "Only an order on hold can be changed. Cancel this one and place another instead.");
    }
}
