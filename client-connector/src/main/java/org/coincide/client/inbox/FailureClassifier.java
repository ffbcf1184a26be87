package org.coincide.client.inbox;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Which faults are of the surroundings and pass, and which come from a message and will come again. */
final class FailureClassifier {

    private FailureClassifier() {}

    /** Whatever the database says, except that it will not have these very values, is a fault of the surroundings. */
    static boolean isTechnical(RuntimeException fault) {
        return fault instanceof TransactionException
                || fault instanceof DataAccessException && !(fault instanceof DataIntegrityViolationException);
    }
}
