package org.coincide.engine.returns;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The key of the return that a process handles. */
record ReturnKey(String tradingId, String number) {

    static final String NUMBER = "returnNumber";

    static ReturnKey of(DelegateExecution execution) {
        return new ReturnKey(
                execution.getProcessBusinessKey(), execution.getVariable(NUMBER).toString());
    }
}
