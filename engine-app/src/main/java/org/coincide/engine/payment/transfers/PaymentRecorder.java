package org.coincide.engine.payment.transfers;

import java.math.BigDecimal;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.people.TaskOrderVariables;
import org.coincide.engine.people.WorkGroups;
import org.coincide.engine.trade.Money;
import org.springframework.stereotype.Component;

/** Where money that came by the bank is written down: what it is for, and what a person must look at. */
@Component
class PaymentRecorder {

    private final BankPayments payments;
    private final Movements movements;
    private final TaskService tasks;

    PaymentRecorder(BankPayments payments, Movements movements, TaskService tasks) {
        this.payments = payments;
        this.movements = movements;
        this.tasks = tasks;
    }

    void note(BankPayment payment, AllocationOutcome outcome, BigDecimal taken, String tradingId) {
        payments.add(payment, outcome, taken, tradingId);
        if (outcome.needsPerson()) {
            show(payment, outcome, payment.amount().subtract(taken), tradingId);
        }
    }

    void receive(Movement movement) {
        movements.add(movement);
        movements.settle(movement, State.DONE, movement.idempotencyKey());
    }

    private void show(BankPayment payment, AllocationOutcome outcome, BigDecimal amount, String tradingId) {
        String sum = Money.text(amount, payment.currency()) + " " + payment.currency();
        Task task = tasks.newTask();
        task.setName("Clarify payment of " + sum);
        task.setDescription("The bank's transaction " + payment.transactionId() + " brought " + sum
                + " that belong to no open invoice. The payer wrote: " + payment.reference() + ". " + outcome.text()
                + (tradingId == null ? "" : " It is about trade " + tradingId + "."));
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), WorkGroups.ACCOUNTING);
        tasks.setVariableLocal(task.getId(), TaskOrderVariables.ABOUT, payment.reference());
    }
}
