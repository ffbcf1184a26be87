package org.coincide.engine.requests;

import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.coincide.engine.acceptance.OrderAmendment;
import org.coincide.engine.lifecycle.OrderProcess;
import org.coincide.engine.requests.Decision.Accepted;
import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.status.OrderStatus;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** Decides amendments under the lock of the trade. An order can be amended while it is on hold, before any processing. */
@Component
public class AmendmentDecisions {

    private final OrderAmendment orders;
    private final OrderProcess process;
    private final RequestRetry retry;

    AmendmentDecisions(OrderAmendment orders, OrderProcess process, RequestRetry retry) {
        this.orders = orders;
        this.process = process;
        this.retry = retry;
    }

    /**
     * Amends the order or refuses the request. A duplicate request is accepted again.
     *
     * @throws ConcurrencyFailureException if the process has not taken its next step after all attempts; the client tries again
     */
    public Decision decide(AmendmentRequest request) {
        try {
            return retry.decide(request, trade -> decide(trade, request));
        } catch (MismatchingMessageCorrelationException notWaiting) {
            return notOnHold();
        }
    }

    private Decision decide(Trade trade, AmendmentRequest request) {
        if (orders.isUnchanged(trade, request.contents())) {
            return new Accepted();
        }
        if (trade.statuses().order() != OrderStatus.ON_HOLD) {
            return notOnHold();
        }
        try {
            return orders.amend(trade, request.order(), request.contents(), request.signature())
                    .<Decision>map(refusal -> new Refused(refusal.code(), refusal.text(), refusal.pointer()))
                    .orElseGet(Accepted::new);
        } catch (MismatchingMessageCorrelationException notWaiting) {
            if (process.isBetweenSteps(trade.tradingId())) {
                throw new OptimisticLockingFailureException(
                        "The process of trade " + trade.tradingId()
                                + " decides an earlier amendment. Send the request again.",
                        notWaiting);
            }
            throw notWaiting;
        }
    }

    private static Refused notOnHold() {
        return Refused.of(
                "NOT_ON_HOLD",
                "The order is not on hold, so it cannot be amended. Cancel the order and place a new one.");
    }
}
