package org.coincide.client.broker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says what to set instead of showing a stack trace. First in line, before the analyzer of any binding failure. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ClientAccountFailureAnalyzer extends AbstractFailureAnalyzer<ClientAccountException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ClientAccountException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
