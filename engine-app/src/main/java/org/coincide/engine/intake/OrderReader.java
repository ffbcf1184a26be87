package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.coincide.engine.acceptance.Order;
import org.coincide.engine.intake.OrderParseResult.Readable;
import org.coincide.engine.intake.OrderParseResult.Unreadable;
import org.coincide.engine.journal.RefusalReport.Because;
import org.springframework.stereotype.Component;

/** Reads orders, strictly: what the contract does not know is refused, not ignored. */
@Component
class OrderReader {

    private final ObjectMapper json;
    private final ContractSchemas contract;

    OrderReader(ObjectMapper json, ContractSchemas contract) {
        this.json = json;
        this.contract = contract;
    }

    /** Reads an order that came by HTTP: the bare order. */
    OrderParseResult bare(String text) {
        try {
            return order(json.readTree(text));
        } catch (JsonProcessingException broken) {
            return unreadable(broken);
        }
    }

    /** Reads an order that came by queue: in its envelope. */
    OrderParseResult enveloped(String text) {
        try {
            JsonNode event = json.readTree(text);
            List<Because> breaches = contract.breaches("envelope", event);
            if (!breaches.isEmpty()) {
                return new Unreadable(reference(event.path("data")), breaches);
            }
            if (!event.path("type").asText().equals("trading.order.v1")) {
                return new Unreadable(
                        null,
                        List.of(new Because(
                                "UNKNOWN_TYPE",
                                "This queue takes trading.order.v1, not "
                                        + event.path("type").asText() + ".",
                                "/type")));
            }
            return order(event.path("data"));
        } catch (JsonProcessingException broken) {
            return unreadable(broken);
        }
    }

    private OrderParseResult order(JsonNode order) throws JsonProcessingException {
        List<Because> breaches = contract.breaches("order", order);
        return breaches.isEmpty()
                ? new Readable(json.treeToValue(order, Order.class), json.writeValueAsString(order))
                : new Unreadable(reference(order), breaches);
    }

    private static String reference(JsonNode order) {
        JsonNode reference = order.path("orderReference");
        return reference.isTextual() && reference.asText().length() <= 200 ? reference.asText() : null;
    }

    private static Unreadable unreadable(JsonProcessingException broken) {
        String where = broken.getLocation() == null
                ? ""
                : " (line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr() + ")";
        return new Unreadable(
                null, List.of(new Because("MALFORMED_JSON", broken.getOriginalMessage() + where + ".", null)));
    }
}
