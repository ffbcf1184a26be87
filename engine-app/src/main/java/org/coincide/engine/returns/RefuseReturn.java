package org.coincide.engine.returns;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.RefusalReport;
import org.coincide.engine.journal.RefusalReport.Because;
import org.coincide.engine.journal.RefusalReport.Kind;
import org.coincide.engine.returns.GoodsReturn.State;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Task_RefuseReturn: the client is told that a return is not taken, and why; nothing of the trade has changed. */
@Component
class RefuseReturn implements JavaDelegate {

    private final Trades trades;
    private final Returns returns;
    private final Journal journal;

    RefuseReturn(Trades trades, Returns returns, Journal journal) {
        this.trades = trades;
        this.returns = returns;
        this.journal = journal;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ReturnKey which = ReturnKey.the(execution);
        Trade trade = trades.lock(which.tradingId()).orElseThrow();
        if (returns.end(which.tradingId(), which.number(), State.REFUSED)) {
            journal.append(
                    trade.clientId(),
                    which.tradingId(),
                    new RefusalReport(
                            Kind.RETURN,
                            null,
                            which.tradingId(),
                            null,
                            returns.requestIdOf(which.tradingId(), which.number()),
                            List.of(reason(execution, which.number()))));
        }
    }

    private static Because reason(DelegateExecution execution, String number) {
        if (Boolean.FALSE.equals(execution.getVariable("returnAccepted"))) {
            Object note = execution.getVariable("returnNote");
            return new Because(
                    "RETURN_NOT_ACCEPTED",
                    note == null || note.toString().isBlank()
                            ? "Return " + number + " is not accepted."
                            : note.toString(),
                    null);
        }
        return new Because("NOTHING_ARRIVED", "Of return " + number + " nothing has arrived.", null);
    }
}
