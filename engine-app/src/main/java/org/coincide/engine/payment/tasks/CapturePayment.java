package org.coincide.engine.payment.tasks;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.ConsignmentValues;
import org.coincide.engine.payment.cards.Captures;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ReadsVariables;
import org.springframework.stereotype.Component;

/** Task_CapturePayment: captures the value of a consignment, once, or throws the business error AUTHORIZATION_EXPIRED. */
@Component
@DelegateOutcome(records = "money: CAPTURED|HELD > CAPTURED")
@DelegateOutcome(error = "AUTHORIZATION_EXPIRED", records = "money?: HELD > EXPIRED")
@ReadsVariables("consignment")
class CapturePayment implements JavaDelegate {

    private final Trades trades;
    private final Captures captures;

    CapturePayment(Trades trades, Captures captures) {
        this.trades = trades;
        this.captures = captures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        if (captures.capture(trade, ConsignmentValues.consignmentOf(execution)) == Captures.Outcome.EXPIRED) {
            throw new BpmnError("AUTHORIZATION_EXPIRED");
        }
    }
}
