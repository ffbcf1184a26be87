package org.coincide.engine.payment.transfers;

import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.payment.books.PaymentProperties;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the bank's word of a payment. A payment that is known already changes nothing. */
@Component
public class BankReports {

    /**
     * What became of a reported payment.
     *
     * @param repeated whether it was known already
     */
    public record Taken(AllocationOutcome outcome, boolean repeated) {}

    private final BankPayments payments;
    private final PaymentAllocation allocation;
    private final TransactionTemplate transaction;
    private final int attempts;

    BankReports(
            BankPayments payments,
            PaymentAllocation allocation,
            PlatformTransactionManager transactions,
            PaymentProperties settings) {
        this.payments = payments;
        this.allocation = allocation;
        this.transaction = new TransactionTemplate(transactions);
        this.attempts = settings.reportAttempts();
    }

    /**
     * Notes a payment and tells the process that waits for it, both or neither. The engine says in several ways that somebody
     * else has changed the same process just now, not all of them an optimistic lock.
     *
     * @throws ProcessEngineException where other changes of the same trade got in the way each time: report it again
     */
    public Taken take(BankPayment payment) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> known(payment, () -> allocation.allocate(payment)));
            } catch (ProcessEngineException | ConcurrencyFailureException | DuplicateKeyException other) {
                if (attempt == attempts) {
                    throw other;
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
