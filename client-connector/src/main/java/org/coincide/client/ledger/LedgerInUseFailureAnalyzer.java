package org.coincide.client.ledger;

import java.sql.SQLException;
import org.hsqldb.error.ErrorCode;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains the start-up failure at HSQLDB's own lock: another program, which does not know the lock of the folder, has the file
 * open, or the lock file cannot be written.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class LedgerInUseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** Part of the message if the lock file is held. */
    private static final String HELD = "heartbeat - read";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        if (cause.getErrorCode() != -ErrorCode.LOCK_FILE_ACQUISITION_FAILURE) {
            return null;
        }
        return String.valueOf(cause.getMessage()).contains(HELD)
                ? new FailureAnalysis(
                        "Another program has this client's ledger open.%nCause: %s".formatted(cause.getMessage()),
                        "Close that program (a database tool?), or set coincide.data-directory to another folder.%nAfter a kill of that program, wait ten seconds."
                                .formatted(),
                        cause)
                : new FailureAnalysis(
                        "HSQLDB cannot write the lock file of this client's ledger.%nCause: %s"
                                .formatted(cause.getMessage()),
                        "Grant the user %s read and write permission on the folder of spring.datasource.url and its files."
                                .formatted(System.getProperty("user.name")),
                        cause);
    }
}
