package org.coincide.engine.payment.books;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;

/** Payment methods of orders, read from the orders' contents. */
@Component
public class PaymentMethods {

    private final ObjectMapper json;

    PaymentMethods(ObjectMapper json) {
        this.json = json;
    }

    /** The token that the provider gave for the card; empty if the order names none. */
    public String tokenOf(Trade trade) {
        try {
            return json.readTree(trade.contents()).at("/payment/token").asText();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "The stored contents of trade " + trade.tradingId() + " are not JSON.", broken);
        }
    }
}
