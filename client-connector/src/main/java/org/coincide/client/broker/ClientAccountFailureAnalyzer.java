package org.coincide.client.broker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Explains which setting is missing or invalid. Has precedence over Spring Boot's analyzer of binding failures. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ClientAccountFailureAnalyzer extends AbstractFailureAnalyzer<ClientAccountException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ClientAccountException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
