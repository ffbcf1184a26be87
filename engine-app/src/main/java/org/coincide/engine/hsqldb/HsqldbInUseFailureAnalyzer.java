package org.coincide.engine.hsqldb;

import java.sql.SQLException;
import org.hsqldb.error.ErrorCode;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a start that fails at HSQLDB's own lock: another program, which does not know the lock of the data directory, has the
 * file open, or the lock file cannot be written.
 */
final class HsqldbInUseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** Part of the message if the lock file is held. */
    private static final String HELD = "heartbeat - read";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        if (cause.getErrorCode() != -ErrorCode.LOCK_FILE_ACQUISITION_FAILURE) {
            return null;
        }
        return String.valueOf(cause.getMessage()).contains(HELD)
                ? new FailureAnalysis(
                        "Another program has the HSQLDB database open.%nCause: %s".formatted(cause.getMessage()),
                        "Close that program (a database tool?), or set coincide.data-directory to another directory.%nAfter a kill of that program, wait ten seconds."
                                .formatted(),
                        cause)
                : new FailureAnalysis(
                        "HSQLDB cannot write its lock file.%nCause: %s".formatted(cause.getMessage()),
                        "Grant the user %s read and write permission on the directory of spring.datasource.url and its files."
                                .formatted(System.getProperty("user.name")),
                        cause);
    }
}
