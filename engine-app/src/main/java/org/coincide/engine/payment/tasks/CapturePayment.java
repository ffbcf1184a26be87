package org.coincide.engine.payment.tasks;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.ConsignmentValues;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.cards.ProviderGateway;
import org.coincide.engine.payment.provider.PaymentProvider.Answer;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Done;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Expired;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.springframework.stereotype.Component;

/** Task_CapturePayment: takes what one consignment is worth, once, or the business error AUTHORIZATION_EXPIRED. */
@Component
@DelegateOutcome
@DelegateOutcome(error = "AUTHORIZATION_EXPIRED")
class CapturePayment implements JavaDelegate {

    private final Trades trades;
    private final Movements movements;
    private final MovementIntents intents;
    private final ProviderGateway desk;
    private final ConsignmentValues parts;

    CapturePayment(
            Trades trades,
            Movements movements,
            MovementIntents intents,
            ProviderGateway desk,
            ConsignmentValues parts) {
        this.trades = trades;
        this.movements = movements;
        this.intents = intents;
        this.desk = desk;
        this.parts = parts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        int consignment = ConsignmentValues.consignmentOf(execution);
        Intent intent = intents.ofCapture(
                        trade,
                        consignment,
                        authorization ->
                                Movement.capture(trade, consignment, parts.valueOf(trade, consignment), authorization))
                .orElseThrow(() -> new BpmnError("AUTHORIZATION_EXPIRED"));
        Movement capture = intent.movement();
        if (capture.state() == State.DONE) {
            return;
        }
        Answer answer = desk.ask(
                intent,
                provider -> provider.capture(
                        capture.idempotencyKey(), capture.sourceKey(), capture.amount(), capture.currency()));
        if (answer instanceof Expired) {
            movements.settle(capture, State.EXPIRED, null);
            movements.settle(movements.find(capture.sourceKey()).orElseThrow(), State.EXPIRED, null);
            throw new BpmnError("AUTHORIZATION_EXPIRED");
        }
        if (!(answer instanceof Done done)) {
            throw new IllegalStateException("The provider did not take " + capture.idempotencyKey()
                    + " of what it holds: a person must look at it. It said: " + answer);
        }
        movements.settle(capture, State.DONE, done.reference());
    }
}
