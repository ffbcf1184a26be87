package org.coincide.engine.hsqldb;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Closes a connection whose pooled statements HSQLDB has invalidated. After a change of any table, HSQLDB forgets a prepared statement
 * when a second one with the same SQL is prepared on its connection; the pool would return the first one for ever.
 */
final class InvalidStatementOverride implements SQLExceptionOverride {

    static final String INVALID_STATEMENT = "07502";

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return INVALID_STATEMENT.equals(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
