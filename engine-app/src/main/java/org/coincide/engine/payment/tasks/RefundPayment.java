package org.coincide.engine.payment.tasks;

import java.math.BigDecimal;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.bank.Bank;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.Refunds;
import org.coincide.engine.payment.cards.ProviderGateway;
import org.coincide.engine.payment.provider.PaymentProvider.Answer;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Done;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;

/**
 * Task_RefundPayment: gives back what {@code refund} names, once: a return, a consignment, or without it all that the trade
 * has paid. Says in {@code paymentRefunded} whether there was anything to give back.
 */
@Component
@DelegateOutcome(variables = "paymentRefunded=true", when = TradeCondition.MONEY_CAPTURED)
@DelegateOutcome(variables = "paymentRefunded=false", when = TradeCondition.NO_MONEY_CAPTURED)
class RefundPayment implements JavaDelegate {

    private final Trades trades;
    private final Refunds refunds;
    private final MovementIntents intents;
    private final ProviderGateway desk;
    private final Movements movements;
    private final Bank bank;

    RefundPayment(
            Trades trades,
            Refunds refunds,
            MovementIntents intents,
            ProviderGateway desk,
            Movements movements,
            Bank bank) {
        this.trades = trades;
        this.refunds = refunds;
        this.intents = intents;
        this.desk = desk;
        this.movements = movements;
        this.bank = bank;
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
        intended.forEach(this::giveBack);
        execution.setVariable("paymentRefunded", !intended.isEmpty());
    }

    private void giveBack(Intent intent) {
        Movement refund = intent.movement();
        if (refund.state() == State.DONE) {
            return;
        }
        if (cameThroughTheBank(refund)) {
            bank.payBack(refund.idempotencyKey(), refund.tradingId(), refund.amount(), refund.currency());
            movements.settle(refund, State.DONE, refund.idempotencyKey());
            return;
        }
        Answer answer = desk.ask(
                intent,
                provider -> provider.refund(
                        refund.idempotencyKey(), refund.sourceKey(), refund.amount(), refund.currency()));
        if (!(answer instanceof Done done)) {
            throw new IllegalStateException("The provider did not refund " + refund.idempotencyKey()
                    + ": a person must look at it. It said: " + answer);
        }
        movements.settle(refund, State.DONE, done.reference());
    }

    private static boolean cameThroughTheBank(Movement refund) {
        return refund.sourceKey().startsWith(refund.tradingId() + "/bank/");
    }
}
