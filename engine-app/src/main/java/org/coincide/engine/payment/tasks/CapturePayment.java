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
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;

/**
 * Task_CapturePayment: captures the value of a consignment, once, or throws the business error AUTHORIZATION_EXPIRED, or CLAIM_GIVEN_UP
 * if the consignment was given up before a capture was requested.
 */
@Component
@DelegateOutcome(records = "money: CAPTURED|HELD > CAPTURED", when = TradeCondition.CLAIM_KEPT)
@DelegateOutcome(error = "AUTHORIZATION_EXPIRED", records = "money?: HELD > EXPIRED", when = TradeCondition.CLAIM_KEPT)
@DelegateOutcome(error = "CLAIM_GIVEN_UP", when = TradeCondition.CLAIM_GIVEN_UP)
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
        switch (captures.capture(trade, ConsignmentValues.consignmentOf(execution))) {
            case EXPIRED -> throw new BpmnError("AUTHORIZATION_EXPIRED");
            case GIVEN_UP -> throw new BpmnError("CLAIM_GIVEN_UP");
            case CAPTURED -> {}
        }
    }
}
