package org.coincide.client.ledger;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about a database that may lose what it has acknowledged. */
class NonDurableLedgerFailureAnalyzer extends AbstractFailureAnalyzer<NonDurableLedgerException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NonDurableLedgerException cause) {
        return new FailureAnalysis(
                "The configured HSQLDB file would lose acknowledged entries of the ledger when this client is killed.",
                cause.getMessage(),
                cause);
    }
}
