package org.coincide.client.ledger;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains which options the URL of a durable HSQLDB file lacks. */
class NonDurableLedgerFailureAnalyzer extends AbstractFailureAnalyzer<NonDurableLedgerException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NonDurableLedgerException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
