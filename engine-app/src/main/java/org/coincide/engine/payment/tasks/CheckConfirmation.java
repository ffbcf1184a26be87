package org.coincide.engine.payment.tasks;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.cards.AuthorizationCloser;
import org.coincide.engine.payment.cards.Authorizations;
import org.coincide.engine.payment.cards.Authorizations.Outcome;
import org.coincide.engine.payment.cards.ConfirmationSchedule;
import org.coincide.processes.server.DelegateOutcome;
import org.springframework.stereotype.Component;

/**
 * Task_CheckConfirmation: looks up an authorization that the card's holder has to confirm. Throws the business error PAYMENT_DECLINED,
 * or CONFIRMATION_MISSING after the deadline: then the authorization is released first, so that it cannot be confirmed later. Sets
 * {@code paymentAccepted}, and {@code confirmationDue} if the holder can still confirm.
 */
@Component
@DelegateOutcome(
        variables = {"paymentAccepted=true", "confirmationDue=false"},
        records = "money: ASKED|HELD|REPORTED > HELD")
@DelegateOutcome(
        variables = {"paymentAccepted=false", "confirmationDue=true", "confirmationCheckAt"},
        records = "money?: ASKED|REPORTED > ASKED")
@DelegateOutcome(
        error = "PAYMENT_DECLINED",
        variables = {"paymentAccepted=false", "confirmationDue=false"},
        records = "money?: ASKED|REPORTED > DECLINED")
@DelegateOutcome(
        error = "CONFIRMATION_MISSING",
        variables = {"paymentAccepted=false", "confirmationDue=false"},
        records = "money?: ASKED|REPORTED > DECLINED")
class CheckConfirmation implements JavaDelegate {

    private final Movements movements;
    private final Authorizations authorizations;
    private final AuthorizationCloser closer;
    private final ConfirmationSchedule checks;

    CheckConfirmation(
            Movements movements,
            Authorizations authorizations,
            AuthorizationCloser closer,
            ConfirmationSchedule checks) {
        this.movements = movements;
        this.authorizations = authorizations;
        this.closer = closer;
        this.checks = checks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Movement asked =
                movements.newestAuthorization(execution.getProcessBusinessKey()).orElseThrow();
        Outcome outcome = authorizations.clarify(asked);
        boolean tooLate = (outcome == Outcome.CONFIRMATION_DUE
                        || outcome == Outcome.DECLINED && movements.isReleaseRequested(asked))
                && checks.isTooLate(asked.idempotencyKey());
        execution.setVariable("paymentAccepted", outcome == Outcome.HELD);
        execution.setVariable("confirmationDue", outcome == Outcome.CONFIRMATION_DUE && !tooLate);
        if (tooLate) {
            if (outcome == Outcome.CONFIRMATION_DUE) {
                closer.giveUp(asked);
            }
            throw new BpmnError("CONFIRMATION_MISSING");
        }
        switch (outcome) {
            case CONFIRMATION_DUE -> checks.plan(execution, asked.idempotencyKey());
            case DECLINED -> throw new BpmnError("PAYMENT_DECLINED");
            default -> {}
        }
    }
}
