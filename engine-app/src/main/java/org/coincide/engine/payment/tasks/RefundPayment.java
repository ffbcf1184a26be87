package org.coincide.engine.payment.tasks;

import java.math.BigDecimal;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.Refunds;
import org.coincide.engine.payment.refunds.RefundExecutor;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ReadsVariables;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;

/**
 * Task_RefundPayment: refunds, once, what {@code refund} names: a return or a consignment, or without it everything that the trade has
 * paid. Sets {@code paymentRefunded} if there was something to refund.
 */
@Component
@DelegateOutcome(
        variables = "paymentRefunded=true",
        when = TradeCondition.MONEY_CAPTURED,
        records = "money?: CAPTURED|PART_RECEIVED|WITHDRAWN|WRITTEN_OFF > REFUNDED")
@DelegateOutcome(variables = "paymentRefunded=false", when = TradeCondition.NO_MONEY_CAPTURED)
@ReadsVariables(optional = "refund")
class RefundPayment implements JavaDelegate {

    private final Trades trades;
    private final Refunds refunds;
    private final MovementIntents intents;
    private final RefundExecutor executor;

    RefundPayment(Trades trades, Refunds refunds, MovementIntents intents, RefundExecutor executor) {
        this.trades = trades;
        this.refunds = refunds;
        this.intents = intents;
        this.executor = executor;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        Object named = execution.getVariable("refund");
        String purpose = named == null ? Refunds.WHOLE : named.toString();
        if (Refunds.isConsignment(purpose)) {
            refunds.giveUp(trade, purpose);
        }
        BigDecimal amount = refunds.amountOf(trade, purpose);
        List<Intent> intended = amount.signum() > 0 ? intents.ofRefund(trade, purpose, amount) : List.of();
        intended.forEach(executor::execute);
        execution.setVariable("paymentRefunded", !intended.isEmpty());
    }
}
