package org.coincide.engine.delivery.tasks;

import java.util.EnumSet;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.processes.server.CallsNoPartner;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;

/**
 * Task_CloseDelivery: closes the delivery after its last consignment. Sets {@code anythingDelivered}, and {@code remainderHeld} if an
 * authorization is not used up or the payment is not settled; if nothing was delivered, sets {@code abandonReason} to the reason of the
 * last consignment.
 */
@Component
@CallsNoPartner
@DelegateOutcome(
        variables = {"anythingDelivered=true", "remainderHeld=true"},
        when = TradeCondition.GOODS_DELIVERED)
@DelegateOutcome(
        variables = {"anythingDelivered=true", "remainderHeld=false"},
        when = TradeCondition.GOODS_DELIVERED_AND_SETTLED)
@DelegateOutcome(
        variables = {"anythingDelivered=false", "remainderHeld=false", "abandonReason", "abandonReasonText"},
        when = TradeCondition.NOTHING_DELIVERED)
class CloseDelivery implements JavaDelegate {

    private static final Set<PaymentStatus> SETTLED = EnumSet.of(
            PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.REFUNDED, PaymentStatus.VOIDED);

    /** Default: a consignment that the client cancelled has no reason in the model. */
    private static final Reason UNTOLD = new Reason("NOTHING_DELIVERED", "Nothing delivered");

    private final Trades trades;
    private final JournalHistory journal;

    CloseDelivery(Trades trades, JournalHistory journal) {
        this.trades = trades;
        this.journal = journal;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String tradingId = execution.getProcessBusinessKey();
        Trade trade = trades.find(tradingId).orElseThrow();
        boolean anything = trade.lines().stream().anyMatch(line -> line.delivered() > 0);
        execution.setVariable("anythingDelivered", anything);
        execution.setVariable("remainderHeld", anything && isRemainderHeld(trade));
        if (!anything) {
            Reason reason = journal.lastReason(tradingId, "delivery").orElse(UNTOLD);
            execution.setVariable("abandonReason", reason.code());
            execution.setVariable("abandonReasonText", reason.text());
        }
    }

    private static boolean isRemainderHeld(Trade trade) {
        return trade.amounts().authorized().compareTo(trade.amounts().captured()) > 0
                || !SETTLED.contains(trade.statuses().payment());
    }
}
