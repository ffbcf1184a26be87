package org.coincide.engine.payment.transfers;

import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.jobs.DirectSteps;
import org.coincide.engine.payment.books.PaymentProperties;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Processes transfers that the bank reports. A transfer that was reported before changes nothing. */
@Component
class BankReports {

    /**
     * Outcome of a report.
     *
     * @param repeated whether the transfer was reported before
     */
    record Taken(AllocationOutcome outcome, boolean repeated) {}

    private final BankPayments payments;
    private final PaymentAllocation allocation;
    private final TransactionTemplate transaction;
    private final int attempts;

    BankReports(
            BankPayments payments,
            PaymentAllocation allocation,
            PlatformTransactionManager transactions,
            PaymentProperties properties) {
        this.payments = payments;
        this.allocation = allocation;
        this.transaction = new TransactionTemplate(transactions);
        this.attempts = properties.reportAttempts();
    }

    /**
     * Stores a transfer and continues the process that waits for it, both in one transaction. The engine reports concurrent changes of
     * the process by several exceptions, not only by an optimistic lock.
     *
     * @throws ProcessEngineException after the last attempt that met a concurrent change; the sender must report again
     */
    Taken take(BankPayment payment) {
        return DirectSteps.withSteps(() -> takeRepeatedly(payment));
    }

    private Taken takeRepeatedly(BankPayment payment) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> known(payment, () -> allocation.allocate(payment)));
            } catch (ProcessEngineException | ConcurrencyFailureException | DuplicateKeyException concurrent) {
                if (attempt == attempts) {
                    throw concurrent;
                }
            }
        }
    }

    private Taken known(BankPayment payment, Supplier<AllocationOutcome> otherwise) {
        return payments.find(payment.transactionId())
                .map(known -> new Taken(
                        known.payment().isSameAs(payment) ? known.outcome() : AllocationOutcome.CONFLICTING, true))
                .orElseGet(() -> new Taken(otherwise.get(), false));
    }
}
