package org.coincide.engine.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.trade.Money;
import org.coincide.engine.trade.Trade;

/**
 * An order, for a form.
 *
 * @param total amount with its currency: 37.50 EUR
 * @param payment CARD or INVOICE; forms never contain the card's token
 * @param placedAt UTC date of acceptance
 * @param reason reason code of the trade's last message; empty if it has none
 * @param shipTo lines of the address: name, street, city with region and country
 */
record FormOrder(
        String tradingId,
        String orderReference,
        String clientId,
        String total,
        String payment,
        String placedAt,
        String reason,
        List<String> shipTo,
        List<FormGoods> lines) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static FormOrder of(Trade trade, Map<String, Product> products) {
        JsonNode contents = contents(trade);
        return new FormOrder(
                trade.tradingId(),
                trade.orderReference(),
                trade.clientId(),
                Money.text(trade.total(), trade.currency()) + " " + trade.currency(),
                contents.at("/payment/method").asText(),
                LocalDate.ofInstant(trade.acceptedAt(), ZoneOffset.UTC).toString(),
                trade.reason() == null ? "" : trade.reason().code(),
                address(contents.path("shipTo")),
                trade.lines().stream()
                        .map(line -> new FormGoods(
                                line.number(), line.sku(), name(products.get(line.sku())), line.quantity()))
                        .toList());
    }

    private static String name(Product product) {
        return product == null ? null : product.name();
    }

    private static List<String> address(JsonNode shipTo) {
        String region = shipTo.path("region").asText();
        return List.of(
                shipTo.path("name").asText(),
                shipTo.path("street").asText(),
                "%s %s, %s%s"
                        .formatted(
                                shipTo.path("postalCode").asText(),
                                shipTo.path("city").asText(),
                                region.isEmpty() ? "" : region + ", ",
                                shipTo.path("country").asText()));
    }

    private static JsonNode contents(Trade trade) {
        try {
            return JSON.readTree(trade.contents());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "The stored contents of trade " + trade.tradingId() + " are not valid JSON", broken);
        }
    }
}
