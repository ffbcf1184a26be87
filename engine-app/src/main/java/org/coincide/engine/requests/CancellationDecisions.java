package org.coincide.engine.requests;

import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.coincide.engine.delivery.consignments.Deliveries;
import org.coincide.engine.lifecycle.OrderProcess;
import org.coincide.engine.lifecycle.OrderReversal;
import org.coincide.engine.lifecycle.ProcessRemoval;
import org.coincide.engine.requests.Decision.Accepted;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/**
 * Decides cancellations under the lock of the trade. A hand-over that began before the decision makes a cancellation too late; a
 * hand-over after the decision finds the order cancelled.
 */
@Component
public class CancellationDecisions {

    private final Trades trades;
    private final Deliveries deliveries;
    private final OrderProcess process;
    private final OrderReversal reversal;
    private final ProcessRemoval removal;
    private final RequestRetry retry;

    CancellationDecisions(
            Trades trades,
            Deliveries deliveries,
            OrderProcess process,
            OrderReversal reversal,
            ProcessRemoval removal,
            RequestRetry retry) {
        this.trades = trades;
        this.deliveries = deliveries;
        this.process = process;
        this.reversal = reversal;
        this.removal = removal;
        this.retry = retry;
    }

    /**
     * Cancels the trade or refuses the request. A request about a trade that is being cancelled is accepted again, also before the first
     * step of the cancellation has changed the status.
     */
    public Decision decide(CancellationRequest request) {
        try {
            return retry.decide(request, trade -> decide(trade, request));
        } catch (MismatchingMessageCorrelationException notWaiting) {
            if (trades.isWithdrawn(request.tradingId())) {
                return new Accepted();
            }
            return process.isSuspended(request.tradingId())
                    ? CancellationRefusals.suspended(request.actor())
                    : CancellationRefusals.notOffered(request.actor());
        }
    }

    /**
     * Cancels a trade whose process cannot do it, because it is suspended or idle: removes the process first, in the same transaction.
     */
    public Decision cancelInstead(CancellationRequest request) {
        return retry.decide(request, trade -> {
            if (!trade.closed() && deliveries.isNothingHandedOver(trade.tradingId())) {
                removal.removeOrder(
                        trade.tradingId(), "Removed by " + request.actor().name() + " to cancel the trade");
            }
            return decide(trade, request);
        });
    }

    private Decision decide(Trade trade, CancellationRequest request) {
        boolean orphaned = !trade.closed() && !process.isRunning(trade.tradingId());
        if (trade.isCancelled() && !orphaned) {
            return new Accepted();
        }
        if (trade.closed()) {
            return CancellationRefusals.closed(request.actor());
        }
        if (!deliveries.isNothingHandedOver(trade.tradingId())) {
            return deliveries.cancelRest(trade.tradingId()) > 0
                    ? new Accepted()
                    : CancellationRefusals.shipped(request.actor(), deliveries.describeConsignments(trade.tradingId()));
        }
        trades.withdraw(trade.tradingId());
        if (orphaned) {
            reversal.start(trade, request.reasonOrDefault(), request.actor());
        } else {
            process.cancel(trade.tradingId(), request.reasonOrDefault(), request.actor());
        }
        return new Accepted();
    }
}
