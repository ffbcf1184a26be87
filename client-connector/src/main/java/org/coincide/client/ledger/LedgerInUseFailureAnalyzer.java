package org.coincide.client.ledger;

import java.sql.SQLException;
import org.hsqldb.error.ErrorCode;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Two processes on one file would ruin the ledger; HSQLDB refuses the second, and this says so in words. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class LedgerInUseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        if (cause.getErrorCode() != -ErrorCode.LOCK_FILE_ACQUISITION_FAILURE) {
            return null;
        }
        return new FailureAnalysis(
                "Another process is using this client's ledger: " + cause.getMessage(),
                "End the other client-connector, or give this one a folder of its own with coincide.data-directory.",
                cause);
    }
}
