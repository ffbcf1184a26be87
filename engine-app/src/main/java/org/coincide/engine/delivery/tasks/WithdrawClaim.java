package org.coincide.engine.delivery.tasks;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.delivery.consignments.ConsignmentKey;
import org.coincide.engine.delivery.consignments.ConsignmentSubscriptions;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.processes.server.CallsNoPartner;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ReadsVariables;
import org.coincide.processes.server.SendsMessage;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;

/**
 * Task_WithdrawClaim: withdraws the open invoice for goods that will never arrive. Sets {@code claimWithdrawn}.
 */
@Component
@CallsNoPartner
@DelegateOutcome(variables = "claimWithdrawn=true")
@SendsMessage(
        value = "invoice.withdrawn",
        key = "consignment",
        when = TradeCondition.DELIVERY_FAILED,
        decision = "consignmentDecision=GIVE_UP",
        exceptional = true,
        records = "money: INVOICED|PART_RECEIVED > WITHDRAWN")
@ReadsVariables("consignment")
class WithdrawClaim implements JavaDelegate {

    private static final String WITHDRAWN = "invoice.withdrawn";

    private final Consignments consignments;
    private final ConsignmentSubscriptions waiting;
    private final RuntimeService engine;

    WithdrawClaim(Consignments consignments, ConsignmentSubscriptions waiting, RuntimeService engine) {
        this.consignments = consignments;
        this.waiting = waiting;
        this.engine = engine;
    }

    @Override
    public void execute(DelegateExecution execution) {
        consignments
                .find(ConsignmentKey.execution(execution).id())
                .flatMap(consignment -> waiting.at(WITHDRAWN, consignment))
                .ifPresent(claim -> engine.messageEventReceived(WITHDRAWN, claim));
        execution.setVariable("claimWithdrawn", true);
    }
}
