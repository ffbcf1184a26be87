package org.coincide.engine.lifecycle;

import jakarta.ws.rs.core.Response;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/**
 * Keeps an open trade from losing its process. The parse listener adds this listener to every process, as a built-in one, so that
 * it runs at every end: regular, by a modification, or by a deletion in Cockpit, over engine-rest, in a batch or with a deployment.
 * Refusals have HTTP status 409.
 */
@Component
class TradeEndListener {

    private final Trades trades;
    private final OrderReversal reversal;

    TradeEndListener(Trades trades, OrderReversal reversal) {
        this.trades = trades;
        this.reversal = reversal;
    }

    /** Handles the end of a process instance, in the engine's transaction. */
    void onEnd(DelegateExecution execution) {
        String tradingId = execution.getProcessBusinessKey();
        if (tradingId == null || ProcessRemoval.isInProgress()) {
            return;
        }
        ExecutionEntity ending = (ExecutionEntity) execution;
        if (ending.isExternallyTerminated()) {
            refuseDeletion(tradingId);
        } else if (ending.getSuperExecution() == null) {
            endRegularly(ending, tradingId);
        }
    }

    private void refuseDeletion(String tradingId) {
        trades.isClosed(tradingId).ifPresent(closed -> {
            throw conflict("A process of the trade " + tradingId
                    + " is not deleted, because its client would learn nothing of it. "
                    + "Cancel the trade by POST /api/operations/trades/" + tradingId
                    + "/cancellation or the tab \"Trade\", or end a return by POST /api/operations/trades/" + tradingId
                    + "/returns/{returnNumber}/end.");
        });
    }

    private void endRegularly(ExecutionEntity ending, String tradingId) {
        String process = ending.getProcessDefinition().getKey();
        boolean cancels = process.equals(OrderReversal.KEY) && OrderReversal.isCancellation(ending);
        if (cancels) {
            reversal.complete(ending);
        }
        if (process.equals(OrderProcess.KEY) || cancels) {
            trades.isClosed(tradingId).filter(closed -> !closed).ifPresent(open -> {
                throw conflict("The process " + process + " of the trade " + tradingId
                        + " cannot end, because the trade is still open. Cancel the trade by POST /api/operations/trades/"
                        + tradingId + "/cancellation, or let the process reach an event that closes it.");
            });
        }
    }

    private static InvalidRequestException conflict(String text) {
        return new InvalidRequestException(Response.Status.CONFLICT, text);
    }
}
