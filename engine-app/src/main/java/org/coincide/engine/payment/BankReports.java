package org.coincide.engine.payment;

import java.math.BigDecimal;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.engine.payment.Movement.Kind;
import org.coincide.engine.payment.Movement.State;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the bank's word that an invoice was paid, and lets the payment process go on. */
@Component
class BankReports {

    private final Trades trades;
    private final Movements movements;
    private final RuntimeService engine;

    BankReports(Trades trades, Movements movements, RuntimeService engine) {
        this.trades = trades;
        this.movements = movements;
        this.engine = engine;
    }

    /**
     * Notes the money and tells the process, both or neither; a payment that is noted already changes nothing.
     *
     * @throws org.camunda.bpm.engine.MismatchingMessageCorrelationException where the process does not wait for it (yet):
     *     report it again later
     */
    @Transactional
    void received(String invoiceReference, String tradingId, BigDecimal amount) {
        Trade trade = trades.find(tradingId).orElseThrow();
        Movement payment = movements.note(trade, Kind.CAPTURE, amount);
        if (payment.state() == State.DONE) {
            return;
        }
        movements.settle(payment, State.DONE, invoiceReference);
        engine.createMessageCorrelation("payment.received")
                .processInstanceBusinessKey(tradingId)
                .correlate();
    }
}
