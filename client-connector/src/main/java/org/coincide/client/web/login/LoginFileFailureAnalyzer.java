package org.coincide.client.web.login;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why the file with the local account cannot be used, and the remedy. */
class LoginFileFailureAnalyzer extends AbstractFailureAnalyzer<LoginFileException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LoginFileException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
