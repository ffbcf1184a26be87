package org.coincide.engine.outages;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Recognizes failures of the database that pass by themselves, as opposed to failures of a statement or of its data. */
public final class DatabaseOutage {

    /** Classes of SQL states: connection, lost transaction, too few resources, shut down by an operator, failed system. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    /**
     * PostgreSQL: lock_timeout, idle_in_transaction_session_timeout, and a read-only transaction. The last one is a standby whose clients
     * have still to find the new primary, or a service that allows reading only while its disk is full.
     */
    private static final Set<String> STATES = Set.of("55P03", "25P03", "25006");

    private static final String POOL = "com.zaxxer.hikari.";

    private static final int CLASS_LENGTH = 2;

    private DatabaseOutage() {}

    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The rollback of a lost connection fails, and its exception, which has no SQL state, replaces the first
            // one.
            if (cause instanceof TransactionSystemException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLException database
                            && (isOutage(database.getSQLState()) || isOfThePool(database))) {
                return true;
            }
        }
        return false;
    }

    /** The pool closes a connection that broke, and its exception about any further use of it has no SQL state. */
    private static boolean isOfThePool(SQLException failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        return failure.getSQLState() == null
                && stack.length > 0
                && stack[0].getClassName().startsWith(POOL);
    }

    private static boolean isOutage(String state) {
        return state != null
                && state.length() >= CLASS_LENGTH
                && (CLASSES.contains(state.substring(0, CLASS_LENGTH)) || STATES.contains(state));
    }
}
