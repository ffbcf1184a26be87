package org.coincide.client.outages;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Recognizes failures of the database that pass by themselves, as opposed to failures of a statement or of its data. */
final class DatabaseOutage {

    /** Classes of SQL states: connection, lost transaction, too few resources, shut down by an operator, failed system. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    /** PostgreSQL: lock_timeout, and idle_in_transaction_session_timeout. */
    private static final Set<String> TIME_OUTS = Set.of("55P03", "25P03");

    private static final int CLASS_LENGTH = 2;

    private DatabaseOutage() {}

    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The rollback of a lost connection fails, and its exception, which has no SQL state, replaces the first
            // one.
            if (cause instanceof TransactionSystemException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLException database && isOutage(database.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(String state) {
        return state != null
                && state.length() >= CLASS_LENGTH
                && (CLASSES.contains(state.substring(0, CLASS_LENGTH)) || TIME_OUTS.contains(state));
    }
}
