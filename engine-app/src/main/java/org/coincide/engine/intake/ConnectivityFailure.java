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

    /** Class of SQL states for values that no column takes, such as a text that is too long. */
    private static final String INVALID_DATA = "22";

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

    /**
     * Returns true if the database refused a value, so that each retry would fail in the same way. A violated constraint is not such
     * a failure: of two equal orders at once the second violates one, and succeeds when it is retried.
     */
    static boolean isInvalidData(Throwable failure) {
        return database(failure)
                .map(SQLException::getSQLState)
                .filter(state -> state.startsWith(INVALID_DATA))
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
