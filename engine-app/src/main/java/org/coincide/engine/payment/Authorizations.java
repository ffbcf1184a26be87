package org.coincide.engine.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.coincide.engine.payment.Movement.State;
import org.coincide.engine.payment.PaymentProvider.Answer;
import org.coincide.engine.payment.PaymentProvider.Answer.Declined;
import org.coincide.engine.payment.PaymentProvider.Answer.Done;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;

/** Has money held on the card of an order. */
@Component
class Authorizations {

    private final Intents intents;
    private final ProviderDesk desk;
    private final Movements movements;
    private final ObjectMapper json;

    Authorizations(Intents intents, ProviderDesk desk, Movements movements, ObjectMapper json) {
        this.intents = intents;
        this.desk = desk;
        this.movements = movements;
        this.json = json;
    }

    /** Whether the money is held now; the provider is asked once for each authorization. */
    boolean hold(Trade trade, Movement wanted) {
        Intents.Intent intent = intents.of(wanted);
        Movement movement = intent.movement();
        if (movement.state() == State.DONE) {
            return true;
        }
        String token = tokenOf(trade);
        Answer answer = desk.ask(
                intent,
                provider -> provider.authorize(
                        movement.idempotencyKey(), trade.tradingId(), movement.amount(), movement.currency(), token));
        if (answer instanceof Done done) {
            movements.settle(movement, State.DONE, done.reference());
            return true;
        }
        if (answer instanceof Declined) {
            movements.settle(movement, State.DECLINED, null);
            return false;
        }
        throw new IllegalStateException("The provider answered " + answer + " to " + movement.idempotencyKey()
                + ": the payment has been undone, and nothing is held.");
    }

    private String tokenOf(Trade trade) {
        try {
            return json.readTree(trade.contents()).at("/payment/token").asText();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "The stored contents of trade " + trade.tradingId() + " are no JSON", broken);
        }
    }
}
