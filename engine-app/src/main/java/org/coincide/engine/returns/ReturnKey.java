package org.coincide.engine.returns;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Which return a process is about. */
record ReturnKey(String tradingId, String number) {

    static final String NUMBER = "returnNumber";

    static ReturnKey the(DelegateExecution execution) {
        return new ReturnKey(
                execution.getProcessBusinessKey(), execution.getVariable(NUMBER).toString());
    }
}
