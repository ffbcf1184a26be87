package org.coincide.engine.delivery.consignments;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Which consignment a delivery process is about: its business key is the trade, its variable the number. */
public record ConsignmentKey(String tradingId, long number) {

    static final String VARIABLE = "consignment";

    public static ConsignmentKey execution(DelegateExecution execution) {
        return new ConsignmentKey(
                execution.getProcessBusinessKey(), ((Number) execution.getVariable(VARIABLE)).longValue());
    }

    public String id() {
        return Consignment.id(tradingId, number);
    }
}
