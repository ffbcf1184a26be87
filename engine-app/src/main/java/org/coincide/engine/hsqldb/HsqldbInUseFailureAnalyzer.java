package org.coincide.engine.hsqldb;

import java.sql.SQLException;
import org.hsqldb.error.ErrorCode;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that fails because another process has the HSQLDB file open. */
final class HsqldbInUseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        if (cause.getErrorCode() != -ErrorCode.LOCK_FILE_ACQUISITION_FAILURE) {
            return null;
        }
        return new FailureAnalysis(
                "Another process has the HSQLDB database open: " + cause.getMessage(),
                "Stop the other server, or set coincide.data-directory to another directory.",
                cause);
    }
}
