package org.coincide.engine.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.Movement.Kind;
import org.coincide.engine.payment.Movement.State;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Task_AuthorizePayment: holds the whole amount, or the business error PAYMENT_DECLINED. Says which in {@code paymentAccepted}. */
@Component
class AuthorizePayment implements JavaDelegate {

    private final Trades trades;
    private final Movements movements;
    private final PaymentProvider provider;
    private final ObjectMapper json;

    AuthorizePayment(Trades trades, Movements movements, PaymentProvider provider, ObjectMapper json) {
        this.trades = trades;
        this.movements = movements;
        this.provider = provider;
        this.json = json;
    }

    @Override
    public void execute(DelegateExecution execution) throws JsonProcessingException {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        String token = json.readTree(trade.contents()).at("/payment/token").asText();
        Movement movement = movements.intend(trade, Kind.AUTHORIZE, trade.due());
        PaymentProvider.Answer answer =
                provider.authorize(movement.idempotencyKey(), movement.amount(), movement.currency(), token);
        if (answer instanceof PaymentProvider.Answer.Approved approved) {
            movements.settle(movement, State.DONE, approved.reference());
            execution.setVariable("paymentAccepted", true);
        } else {
            movements.settle(movement, State.DECLINED, null);
            execution.setVariable("paymentAccepted", false);
            throw new BpmnError("PAYMENT_DECLINED");
        }
    }
}
