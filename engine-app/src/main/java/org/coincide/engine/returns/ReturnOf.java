package org.coincide.engine.returns;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Which return a process is about. */
record ReturnOf(String tradingId, String number) {

    static final String NUMBER = "returnNumber";

    static ReturnOf the(DelegateExecution execution) {
        return new ReturnOf(
                execution.getProcessBusinessKey(), execution.getVariable(NUMBER).toString());
    }
}
