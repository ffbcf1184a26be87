package org.coincide.engine.operations;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Executes a transaction once more if a concurrent one was first, such as one that stores the same key. */
@Component
class RepeatedTransaction {

    private final TransactionOperations transaction;

    RepeatedTransaction(TransactionOperations transaction) {
        this.transaction = transaction;
    }

    /**
     * Returns the result of the work. Its second execution reads what the concurrent transaction has stored.
     *
     * @throws ConcurrencyFailureException if the second execution meets a concurrent change, too
     * @throws DuplicateKeyException likewise
     */
    <T> T execute(Supplier<T> work) {
        try {
            return transaction.execute(status -> work.get());
        } catch (DuplicateKeyException | ConcurrencyFailureException concurrent) {
            return transaction.execute(status -> work.get());
        }
    }
}
