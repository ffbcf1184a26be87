package org.coincide.client.inbox;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Classifies failures as transient or caused by the message. */
final class FailureClassifier {

    private FailureClassifier() {}

    /** Returns true for all database failures except violated constraints, which the message's values cause. */
    static boolean isTransient(RuntimeException failure) {
        return failure instanceof TransactionException
                || failure instanceof DataAccessException && !(failure instanceof DataIntegrityViolationException);
    }
}
