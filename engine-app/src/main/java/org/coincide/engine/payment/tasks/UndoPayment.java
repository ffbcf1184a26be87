package org.coincide.engine.payment.tasks;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.cards.AuthorizationCloser;
import org.coincide.engine.payment.cards.ProviderGateway;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Done;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;

/**
 * Task_UndoPayment: sees to it that no more money comes, whatever is on its way, and says what there is to give back. First
 * each authorization is closed; from then on the provider takes nothing. Only then is it asked what became of captures whose
 * outcome nobody knows: the answer is final. Says in {@code paymentCaptured} whether money was taken, and in {@code
 * paymentOpen} whether there was anything that is now void.
 */
@Component
@DelegateOutcome(
        variables = {"paymentCaptured=true", "paymentOpen=true"},
        when = TradeCondition.MONEY_POSSIBLY_CAPTURED)
@DelegateOutcome(
        variables = {"paymentCaptured=false", "paymentOpen=true"},
        when = TradeCondition.PAYMENT_UNSETTLED)
@DelegateOutcome(
        variables = {"paymentCaptured=false", "paymentOpen=false"},
        when = TradeCondition.PAYMENT_DECLINED)
class UndoPayment implements JavaDelegate {

    private final MovementIntents intents;
    private final AuthorizationCloser closings;
    private final ProviderGateway desk;
    private final Movements movements;

    UndoPayment(MovementIntents intents, AuthorizationCloser closings, ProviderGateway desk, Movements movements) {
        this.intents = intents;
        this.closings = closings;
        this.desk = desk;
        this.movements = movements;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String tradingId = execution.getProcessBusinessKey();
        List<Movement> authorizations = intents.toUndo(tradingId).stream()
                .filter(authorization -> authorization.state() != State.DECLINED)
                .toList();
        authorizations.forEach(closings::close);
        authorizations.stream().filter(held -> held.state().isOpen()).forEach(this::clarify);
        movements.of(tradingId, Kind.CAPTURE).stream()
                .filter(capture -> capture.state().isOpen())
                .forEach(this::clarify);
        List<Movement> all = movements.of(tradingId);
        boolean declined = all.stream().anyMatch(movement -> movement.is(Kind.AUTHORIZE, State.DECLINED));
        execution.setVariable(
                "paymentCaptured",
                all.stream()
                        .anyMatch(capture ->
                                MovementIntents.refundable(capture, all).signum() > 0));
        execution.setVariable("paymentOpen", !declined || !authorizations.isEmpty());
    }

    private void clarify(Movement movement) {
        if (desk.answerTo(movement).orElse(null) instanceof Done done) {
            movements.settle(movement, State.DONE, done.reference());
        } else {
            movements.settle(movement, State.DECLINED, null);
        }
    }
}
