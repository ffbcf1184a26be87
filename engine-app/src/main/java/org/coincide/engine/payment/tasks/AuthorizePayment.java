package org.coincide.engine.payment.tasks;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.cards.Authorizations;
import org.coincide.engine.payment.cards.Authorizations.Outcome;
import org.coincide.engine.payment.cards.ConfirmationSchedule;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.springframework.stereotype.Component;

/**
 * Task_AuthorizePayment: authorizes the whole amount, or throws the business error PAYMENT_DECLINED. Sets {@code paymentAccepted}, and
 * {@code confirmationDue} if the card's holder has to confirm first.
 */
@Component
@DelegateOutcome(
        variables = {"paymentAccepted=true", "confirmationDue=false"},
        records = "money?: ASKED|HELD|NONE > HELD")
@DelegateOutcome(
        variables = {"paymentAccepted=false", "confirmationDue=true", "confirmationCheckAt"},
        records = "money?: ASKED|HELD|NONE > ASKED")
@DelegateOutcome(
        error = "PAYMENT_DECLINED",
        variables = {"paymentAccepted=false", "confirmationDue=false"},
        records = "money?: ASKED|HELD|NONE > DECLINED")
class AuthorizePayment implements JavaDelegate {

    private final Trades trades;
    private final Authorizations authorizations;
    private final ConfirmationSchedule checks;

    AuthorizePayment(Trades trades, Authorizations authorizations, ConfirmationSchedule checks) {
        this.trades = trades;
        this.authorizations = authorizations;
        this.checks = checks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        // The value of the whole order, even if missing stock has cancelled it meanwhile: then the authorization is
        // released.
        Movement wanted = Movement.authorization(trade, 1, trade.total());
        Outcome outcome = authorizations.hold(wanted);
        execution.setVariable("paymentAccepted", outcome == Outcome.HELD);
        execution.setVariable("confirmationDue", outcome == Outcome.CONFIRMATION_DUE);
        switch (outcome) {
            case CONFIRMATION_DUE -> checks.plan(execution, wanted.idempotencyKey());
            case DECLINED -> throw new BpmnError("PAYMENT_DECLINED");
            default -> {}
        }
    }
}
