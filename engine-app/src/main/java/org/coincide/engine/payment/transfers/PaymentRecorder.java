package org.coincide.engine.payment.transfers;

import java.math.BigDecimal;
import org.coincide.engine.payment.books.AccountingTasks;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.trade.Money;
import org.springframework.stereotype.Component;

/** Records of transfers: the payment, its movement, and a task if accounting has to clarify it. */
@Component
class PaymentRecorder {

    private final BankPayments payments;
    private final Movements movements;
    private final AccountingTasks tasks;

    PaymentRecorder(BankPayments payments, Movements movements, AccountingTasks tasks) {
        this.payments = payments;
        this.movements = movements;
        this.tasks = tasks;
    }

    void note(BankPayment payment, AllocationOutcome outcome, BigDecimal taken, String tradingId) {
        payments.add(payment, outcome, taken, tradingId);
        if (outcome.needsPerson()) {
            askToClarify(payment, outcome, payment.amount().subtract(taken), tradingId);
        }
    }

    void receive(Movement movement) {
        movements.add(movement);
    }

    private void askToClarify(BankPayment payment, AllocationOutcome outcome, BigDecimal amount, String tradingId) {
        String sum = Money.text(amount, payment.currency()) + " " + payment.currency();
        tasks.create(
                "Clarify payment of " + sum,
                "The bank's transaction " + payment.transactionId() + " has " + sum
                        + " that match no open invoice. The sender's reference: " + payment.reference() + ". "
                        + outcome.text() + (tradingId == null ? "" : " The reference is of trade " + tradingId + "."),
                payment.reference());
    }
}
