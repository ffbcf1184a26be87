package org.coincide.engine.returns;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ReadsVariables;
import org.springframework.stereotype.Component;

/** Task_RefuseReturn: publishes the refusal of a return to the client. The trade does not change. */
@Component
@DelegateOutcome(records = "return?: OPEN > REFUSED")
@ReadsVariables(
        value = "returnNumber",
        optional = {"returnAccepted", "returnNote"})
class RefuseReturn implements JavaDelegate {

    private final Trades trades;
    private final ReturnRefusals refusals;

    RefuseReturn(Trades trades, ReturnRefusals refusals) {
        this.trades = trades;
        this.refusals = refusals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ReturnKey key = ReturnKey.of(execution);
        Trade trade = trades.lock(key.tradingId()).orElseThrow();
        refusals.refuse(trade, key.number(), reason(execution, key.number()));
    }

    private static RefusalReason reason(DelegateExecution execution, String number) {
        if (Boolean.FALSE.equals(execution.getVariable("returnAccepted"))) {
            Object note = execution.getVariable("returnNote");
            return new RefusalReason(
                    "RETURN_NOT_ACCEPTED",
                    note == null || note.toString().isBlank()
                            ? "The return " + number + " is not accepted."
                            : note.toString(),
                    null);
        }
        return new RefusalReason("NOTHING_ARRIVED", "No goods of the return " + number + " have arrived.", null);
    }
}
