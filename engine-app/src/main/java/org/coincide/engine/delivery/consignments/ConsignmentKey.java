package org.coincide.engine.delivery.consignments;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Identity of the consignment of a delivery process: the business key is the trade, a variable is the number. */
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
