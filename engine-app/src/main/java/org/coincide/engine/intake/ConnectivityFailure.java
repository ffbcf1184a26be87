package org.coincide.engine.intake;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.springframework.jms.JmsException;
import org.springframework.transaction.TransactionException;

/** Classifies failures by their root: an unreachable database or broker, or data that the database does not accept. */
final class ConnectivityFailure {

    /** Classes of SQL states for invalid data, violated constraints and invalid statements. */
    private static final Set<String> DATA_FAULTS = Set.of("22", "23", "42");

    private static final int CLASS_LENGTH = 2;

    private ConnectivityFailure() {}

    /** Returns true if a retry may succeed once database and broker are reachable again. */
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

    /** Returns true if the database refused the data, so that each retry would fail in the same way. */
    static boolean isDataFault(Throwable failure) {
        return database(failure)
                .filter(cause -> isDataFault(cause.getSQLState()))
                .isPresent();
    }

    private static Optional<SQLException> database(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                return Optional.of(database);
            }
        }
        return Optional.empty();
    }

    private static boolean isDataFault(String state) {
        return state != null
                && state.length() >= CLASS_LENGTH
                && DATA_FAULTS.contains(state.substring(0, CLASS_LENGTH));
    }
}
