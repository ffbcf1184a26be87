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
import org.coincide.engine.payment.provider.AuthorizationOutcome.Authorized;
import org.coincide.engine.payment.provider.CaptureOutcome.Captured;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;

/**
 * Task_ReversePayment: stops the payment, whatever request is still on its way. First each authorization is released: from then on the
 * provider captures nothing. Only then are captures of unknown outcome looked up: that outcome is final. Sets {@code
 * paymentCaptured} if there is money to refund, and {@code paymentOpen} if there was anything to void.
 */
@Component
@DelegateOutcome(
        variables = {"paymentCaptured=true", "paymentOpen=true"},
        when = TradeCondition.MONEY_POSSIBLY_CAPTURED,
        records = {"money?: HELD|PART_RECEIVED > CAPTURED", "money?: ASKED|EXPIRED|INVOICED|REPORTED > VOIDED"})
@DelegateOutcome(
        variables = {"paymentCaptured=false", "paymentOpen=true"},
        when = TradeCondition.PAYMENT_UNSETTLED,
        records = "money?: ASKED|EXPIRED|HELD|INVOICED|REPORTED > VOIDED")
@DelegateOutcome(
        variables = {"paymentCaptured=false", "paymentOpen=false"},
        when = TradeCondition.PAYMENT_DECLINED,
        records = "money?: ASKED|EXPIRED|HELD|REPORTED > VOIDED")
class ReversePayment implements JavaDelegate {

    private final MovementIntents intents;
    private final AuthorizationCloser closer;
    private final ProviderGateway provider;
    private final Movements movements;

    ReversePayment(MovementIntents intents, AuthorizationCloser closer, ProviderGateway provider, Movements movements) {
        this.intents = intents;
        this.closer = closer;
        this.provider = provider;
        this.movements = movements;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String tradingId = execution.getProcessBusinessKey();
        List<Movement> authorizations = intents.toUndo(tradingId).stream()
                .filter(authorization -> !authorization.is(Kind.AUTHORIZE, State.DECLINED, State.USED))
                .toList();
        authorizations.forEach(closer::close);
        authorizations.stream().filter(held -> held.state().isOpen()).forEach(this::clarifyAuthorization);
        movements.of(tradingId, Kind.CAPTURE).stream()
                .filter(capture -> capture.state().isOpen())
                .forEach(this::clarifyCapture);
        List<Movement> all = movements.of(tradingId);
        boolean declined = all.stream().anyMatch(movement -> movement.is(Kind.AUTHORIZE, State.DECLINED));
        execution.setVariable(
                "paymentCaptured",
                all.stream()
                        .anyMatch(capture ->
                                MovementIntents.refundable(capture, all).signum() > 0));
        execution.setVariable("paymentOpen", !declined || !authorizations.isEmpty());
    }

    private void clarifyAuthorization(Movement movement) {
        if (provider.findAuthorization(movement).orElse(null) instanceof Authorized authorized) {
            movements.settle(movement, State.DONE, authorized.reference());
        } else {
            movements.settle(movement, State.DECLINED, null);
        }
    }

    private void clarifyCapture(Movement movement) {
        if (provider.findCapture(movement).orElse(null) instanceof Captured captured) {
            movements.settle(movement, State.DONE, captured.reference());
        } else {
            movements.settle(movement, State.DECLINED, null);
        }
    }
}
