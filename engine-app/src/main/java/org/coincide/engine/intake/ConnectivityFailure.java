package org.coincide.engine.intake;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.jms.JmsException;
import org.springframework.transaction.TransactionException;

/** Whether a failure is a database's or broker's that is away, whoever wrapped it: the engine wraps its own way. */
final class ConnectivityFailure {

    /** Bad data, a broken constraint, a wrong statement: the classes of SQL states that are no outage. */
    private static final Set<String> DATA_FAULTS = Set.of("22", "23", "42");

    private static final int CLASS_LENGTH = 2;

    private ConnectivityFailure() {}

    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                return !isDataFault(database.getSQLState());
            }
            if (cause instanceof TransactionException || cause instanceof JmsException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDataFault(String state) {
        return state != null
                && state.length() >= CLASS_LENGTH
                && DATA_FAULTS.contains(state.substring(0, CLASS_LENGTH));
    }
}
