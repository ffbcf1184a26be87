package org.coincide.engine.payment;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.Movement.Kind;
import org.coincide.engine.payment.Movement.State;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Task_IssueInvoice: asks the client to pay, and the bank to say when. */
@Component
class IssueInvoice implements JavaDelegate {

    private final Trades trades;
    private final Movements movements;
    private final Bank bank;

    IssueInvoice(Trades trades, Movements movements, Bank bank) {
        this.trades = trades;
        this.movements = movements;
        this.bank = bank;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        Movement invoice = movements.intend(trade, Kind.INVOICE, trade.due());
        bank.expect(invoice.idempotencyKey(), trade.tradingId(), invoice.amount(), invoice.currency());
        movements.settle(invoice, State.DONE, invoice.idempotencyKey());
    }
}
