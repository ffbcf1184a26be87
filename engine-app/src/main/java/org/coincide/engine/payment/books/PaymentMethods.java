package org.coincide.engine.payment.books;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;

/** How the client of an order wants to pay, as the order says it. */
@Component
public class PaymentMethods {

    private final ObjectMapper json;

    PaymentMethods(ObjectMapper json) {
        this.json = json;
    }

    /** What the provider once gave for the card; empty where the order names none. */
    public String tokenOf(Trade trade) {
        try {
            return json.readTree(trade.contents()).at("/payment/token").asText();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "The stored contents of trade " + trade.tradingId() + " are no JSON", broken);
        }
    }
}
