package org.coincide.engine.intake;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.coincide.engine.outages.DatabaseOutage;
import org.springframework.jms.JmsException;
import org.springframework.jms.support.converter.MessageConversionException;

/** Classifies failures by their root: an unreachable database or broker, or data that the database does not accept. */
final class ConnectivityFailure {

    /** Class of SQL states for values that no column takes, such as a text that is too long. */
    private static final String INVALID_DATA = "22";

    private ConnectivityFailure() {}

    /** Returns true if a retry may succeed once database and broker are reachable again. */
    static boolean isCauseOf(Throwable failure) {
        return DatabaseOutage.isCauseOf(failure) || isBrokerFailure(failure);
    }

    private static boolean isBrokerFailure(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof JmsException && !(cause instanceof MessageConversionException));
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
}
