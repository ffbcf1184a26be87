package org.coincide.engine.hsqldb;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains an {@link UnsafeHsqldbException} at the end of the log, without a stack trace. */
final class UnsafeHsqldbFailureAnalyzer extends AbstractFailureAnalyzer<UnsafeHsqldbException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeHsqldbException cause) {
        return new FailureAnalysis(
                "The HSQLDB database would lock whole tables, or lose acknowledged commits in a crash.",
                cause.getMessage(),
                cause);
    }
}
