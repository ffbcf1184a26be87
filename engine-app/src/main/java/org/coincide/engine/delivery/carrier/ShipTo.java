package org.coincide.engine.delivery.carrier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.coincide.engine.trade.Trade;

/** Where a consignment goes. */
public record ShipTo(String name, String street, String postalCode, String city, String country) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As the client ordered it. */
    public static ShipTo of(Trade trade) {
        try {
            JsonNode shipTo = JSON.readTree(trade.contents()).path("shipTo");
            return new ShipTo(
                    shipTo.path("name").asText(),
                    shipTo.path("street").asText(),
                    shipTo.path("postalCode").asText(),
                    shipTo.path("city").asText(),
                    shipTo.path("country").asText());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "The stored contents of trade " + trade.tradingId() + " are no JSON", broken);
        }
    }
}
