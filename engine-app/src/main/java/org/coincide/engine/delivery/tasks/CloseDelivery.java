package org.coincide.engine.delivery.tasks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;

/**
 * Task_CloseDelivery: closes the delivery after its last consignment. Sets {@code anythingDelivered}; if nothing was delivered, sets
 * {@code abandonReason} to the reason of the last consignment.
 */
@Component
@DelegateOutcome(variables = "anythingDelivered=true", when = TradeCondition.GOODS_DELIVERED)
@DelegateOutcome(
        variables = {"anythingDelivered=false", "abandonReason", "abandonReasonText"},
        when = TradeCondition.NOTHING_DELIVERED)
class CloseDelivery implements JavaDelegate {

    /** Default: a consignment that the client cancelled has no reason in the model. */
    private static final Reason UNTOLD = new Reason("NOTHING_DELIVERED", "Nothing delivered");

    private final Trades trades;
    private final Journal journal;

    CloseDelivery(Trades trades, Journal journal) {
        this.trades = trades;
        this.journal = journal;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String tradingId = execution.getProcessBusinessKey();
        boolean anything = trades.find(tradingId).orElseThrow().lines().stream().anyMatch(line -> line.delivered() > 0);
        execution.setVariable("anythingDelivered", anything);
        if (!anything) {
            Reason reason = journal.lastReason(tradingId, "delivery").orElse(UNTOLD);
            execution.setVariable("abandonReason", reason.code());
            execution.setVariable("abandonReasonText", reason.text());
        }
    }
}
