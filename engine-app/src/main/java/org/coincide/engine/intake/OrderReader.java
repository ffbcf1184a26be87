package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.acceptance.Order;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.intake.OrderParseResult.Readable;
import org.coincide.engine.intake.OrderParseResult.Unreadable;
import org.coincide.engine.intake.ReceivedMessage.Signatures;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.signatures.ClientSignatures;
import org.coincide.engine.tracing.TraceParent;
import org.springframework.stereotype.Component;

/** Parses orders strictly, after their signatures were verified: properties that the contract does not define are refused, not ignored. */
@Component
class OrderReader {

    /** Code of the refusal of a message that is not signed with a registered key. */
    static final String BAD_SIGNATURE = "BAD_SIGNATURE";

    private final ObjectMapper json;
    private final ContractSchemas contract;
    private final ClientSignatures clientSignatures;

    OrderReader(ObjectMapper json, ContractSchemas contract, ClientSignatures clientSignatures) {
        this.clientSignatures = clientSignatures;
        this.json = json;
        this.contract = contract;
    }

    /** Parses an order that was received by HTTP, without an envelope. */
    OrderParseResult parse(String text, ClientAccount client, Signatures signatures) {
        Optional<Unreadable> unsigned = unsigned(client, text, signatures);
        if (unsigned.isPresent()) {
            return unsigned.get();
        }
        try {
            return order(json.readTree(text), client, signatures, Optional.empty());
        } catch (JsonProcessingException broken) {
            return unreadable(broken);
        }
    }

    /** Parses an order that was received from the queue, in its envelope. */
    OrderParseResult parseEnvelope(String text, ClientAccount client, Signatures signatures) {
        Optional<Unreadable> unsigned = unsigned(client, text, signatures);
        if (unsigned.isPresent()) {
            return unsigned.get();
        }
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
            return order(
                    event.path("data"),
                    client,
                    signatures,
                    TraceParent.parse(event.path("traceparent").textValue()));
        } catch (JsonProcessingException broken) {
            return unreadable(broken);
        }
    }

    private OrderParseResult order(
            JsonNode order, ClientAccount client, Signatures signatures, Optional<TraceParent> trace)
            throws JsonProcessingException {
        List<RefusalReason> violations = contract.violations("order", order);
        if (!violations.isEmpty()) {
            return new Unreadable(reference(order), violations);
        }
        String contents = json.writeValueAsString(order);
        Optional<String> violation = clientSignatures.orderViolation(client.id(), contents, signatures.order());
        return violation.isPresent()
                ? new Unreadable(reference(order), badSignature(violation.get()))
                : new Readable(json.treeToValue(order, Order.class), contents, trace);
    }

    private Optional<Unreadable> unsigned(ClientAccount client, String text, Signatures signatures) {
        return clientSignatures
                .violation(client.id(), text, signatures.message())
                .map(violation -> new Unreadable(null, badSignature(violation)));
    }

    private static List<RefusalReason> badSignature(String text) {
        return List.of(new RefusalReason(BAD_SIGNATURE, text, null));
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
