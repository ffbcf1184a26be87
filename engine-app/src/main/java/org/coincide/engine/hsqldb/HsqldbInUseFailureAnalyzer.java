package org.coincide.engine.hsqldb;

import java.sql.SQLException;
import org.hsqldb.error.ErrorCode;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A database file belongs to one process at a time; says so where HSQLDB shows the inside of its lock. */
final class HsqldbInUseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        if (cause.getErrorCode() != -ErrorCode.LOCK_FILE_ACQUISITION_FAILURE) {
            return null;
        }
        return new FailureAnalysis(
                "Another process has the HSQLDB database open: " + cause.getMessage(),
                "Stop the other server, or give this one a directory of its own by coincide.data-directory.",
                cause);
    }
}
