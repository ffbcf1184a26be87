package org.coincide.engine.delivery.tasks;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.delivery.consignments.Claims;
import org.coincide.engine.delivery.consignments.Consignment;
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
 * Task_WithdrawClaim: gives up the claim for goods that will never arrive, and withdraws its open invoice. A payment that was not
 * requested yet is not requested any more. While the invoice is being issued, as during an outage of the bank, the job fails and is
 * retried: nobody waits for the message yet. Sets {@code claimWithdrawn}.
 */
@Component
@CallsNoPartner
@DelegateOutcome(variables = "claimWithdrawn=true", records = "claim?: NONE > GIVEN_UP")
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
    private final Claims claims;
    private final ConsignmentSubscriptions waiting;
    private final SettlementModels models;
    private final RuntimeService engine;

    WithdrawClaim(
            Consignments consignments,
            Claims claims,
            ConsignmentSubscriptions waiting,
            SettlementModels models,
            RuntimeService engine) {
        this.consignments = consignments;
        this.claims = claims;
        this.waiting = waiting;
        this.models = models;
        this.engine = engine;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Consignment consignment =
                consignments.find(ConsignmentKey.execution(execution).id()).orElseThrow();
        if (models.expectGivenUpClaims(execution.getProcessDefinitionId())) {
            claims.giveUp(consignment);
        }
        // Read before the subscription: an invoice that is issued in between has its subscription.
        if (claims.isBeingInvoiced(consignment)) {
            throw new IllegalStateException("The invoice for consignment " + consignment.id()
                    + " is being issued, and is withdrawn afterwards. The job retries.");
        }
        waiting.at(WITHDRAWN, consignment).ifPresent(claim -> engine.messageEventReceived(WITHDRAWN, claim));
        execution.setVariable("claimWithdrawn", true);
    }
}
