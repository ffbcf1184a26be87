package org.coincide.client.ledger;

import java.sql.SQLException;
import org.hsqldb.error.ErrorCode;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Explains the start-up failure of a second process that opens the same HSQLDB file. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class LedgerInUseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        if (cause.getErrorCode() != -ErrorCode.LOCK_FILE_ACQUISITION_FAILURE) {
            return null;
        }
        return new FailureAnalysis(
                "Another process uses this client's ledger: " + cause.getMessage(),
                "Stop the other client-connector, or set coincide.data-directory to another folder.",
                cause);
    }
}
