package org.coincide.engine.delivery;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Which consignment a delivery process is about: its business key is the trade, its variable the number. */
record ConsignmentOf(String tradingId, long number) {

    static final String VARIABLE = "consignment";

    static ConsignmentOf execution(DelegateExecution execution) {
        return new ConsignmentOf(
                execution.getProcessBusinessKey(), ((Number) execution.getVariable(VARIABLE)).longValue());
    }

    String id() {
        return Consignment.id(tradingId, number);
    }
}
