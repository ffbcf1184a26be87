package org.coincide.engine.payment.tasks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.cards.AuthorizationCloser;
import org.coincide.processes.server.DelegateOutcome;
import org.springframework.stereotype.Component;

/** Task_VoidRemainder: releases what is authorized and will not be captured, also an authorization that was never answered. */
@Component
@DelegateOutcome(records = "money?: EXPIRED|HELD > VOIDED")
class VoidRemainder implements JavaDelegate {

    private final AuthorizationCloser closer;

    VoidRemainder(AuthorizationCloser closer) {
        this.closer = closer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closer.closeRemainders(execution.getProcessBusinessKey());
    }
}
