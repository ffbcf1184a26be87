package org.coincide.engine.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the description and the remedy of a {@link StartupException}. */
final class StartupFailureAnalyzer extends AbstractFailureAnalyzer<StartupException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, StartupException refused) {
        return new FailureAnalysis(refused.getMessage(), refused.action(), refused);
    }
}
