package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.coincide.engine.acceptance.Order;
import org.coincide.engine.intake.OrderParseResult.Readable;
import org.coincide.engine.intake.OrderParseResult.Unreadable;
import org.coincide.engine.journal.RefusalReport.RefusalReason;
import org.springframework.stereotype.Component;

/** Parses orders strictly: properties that the contract does not define are refused, not ignored. */
@Component
class OrderReader {

    private final ObjectMapper json;
    private final ContractSchemas contract;

    OrderReader(ObjectMapper json, ContractSchemas contract) {
        this.json = json;
        this.contract = contract;
    }

    /** Parses an order that was received by HTTP, without an envelope. */
    OrderParseResult parse(String text) {
        try {
            return order(json.readTree(text));
        } catch (JsonProcessingException broken) {
            return unreadable(broken);
        }
    }

    /** Parses an order that was received from the queue, in its envelope. */
    OrderParseResult parseEnvelope(String text) {
        try {
            JsonNode event = json.readTree(text);
            List<RefusalReason> violations = contract.violations("envelope", event);
            if (!violations.isEmpty()) {
                return new Unreadable(reference(event.path("data")), violations);
            }
            if (!event.path("type").asText().equals("trading.order.v1")) {
                return new Unreadable(
                        null,
                        List.of(new RefusalReason(
                                "UNKNOWN_TYPE",
                                "The queue trading.orders does not accept the type "
                                        + event.path("type").asText() + ". Send trading.order.v1.",
                                "/type")));
            }
            return order(event.path("data"));
        } catch (JsonProcessingException broken) {
            return unreadable(broken);
        }
    }

    private OrderParseResult order(JsonNode order) throws JsonProcessingException {
        List<RefusalReason> violations = contract.violations("order", order);
        return violations.isEmpty()
                ? new Readable(json.treeToValue(order, Order.class), json.writeValueAsString(order))
                : new Unreadable(reference(order), violations);
    }

    private static String reference(JsonNode order) {
        JsonNode reference = order.path("orderReference");
        return reference.isTextual()
                        && !reference.asText().isBlank()
                        && reference.asText().length() <= 200
                ? reference.asText()
                : null;
    }

    private static Unreadable unreadable(JsonProcessingException broken) {
        String where = broken.getLocation() == null
                ? ""
                : " (line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr() + ")";
        return new Unreadable(
                null,
                List.of(new RefusalReason(
                        "MALFORMED_JSON",
                        "The order is not valid JSON: " + broken.getOriginalMessage() + where + ".",
                        null)));
    }
}
