package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.broker.QueueNames;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.RefusalReport.Because;
import org.springframework.stereotype.Component;

/** Handles requests by queue: inquiries, warnings, cancellations, amendments and returns. */
@Component
class RequestQueueHandler implements QueueHandler {

    /** The schema of each message that this queue takes. */
    private static final Map<String, String> SCHEMAS = Map.of(
            "trading.inquiry.v1", "inquiry",
            "trading.warning.v1", "warning",
            "trading.cancellation.v1", "cancellation",
            "trading.return.v1", "return",
            "trading.amendment.v1", "amendment");

    private final AuthenticatedSenders senders;
    private final ObjectMapper json;
    private final ContractSchemas contract;
    private final RequestProcessor requests;

    RequestQueueHandler(
            AuthenticatedSenders senders, ObjectMapper json, ContractSchemas contract, RequestProcessor requests) {
        this.senders = senders;
        this.json = json;
        this.contract = contract;
        this.requests = requests;
    }

    @Override
    public String queue() {
        return QueueNames.REQUESTS;
    }

    @Override
    public Optional<Because> handle(Text message) {
        take(senders.of(message.sender()), message.text(), message.messageId());
        return Optional.empty();
    }

    @Override
    public void refuse(String sender, String messageId, Because reason) {
        senders.find(sender).ifPresent(client -> requests.refuse(client, messageId, reason));
    }

    private void take(ClientAccount client, String text, String messageId) {
        JsonNode event;
        try {
            event = json.readTree(text);
        } catch (JsonProcessingException broken) {
            requests.refuse(client, messageId, new Because("MALFORMED_JSON", broken.getOriginalMessage() + ".", null));
            return;
        }
        List<Because> breaches = contract.breaches("envelope", event);
        String type = event.path("type").asText();
        String schema = SCHEMAS.get(type);
        if (breaches.isEmpty() && schema != null) {
            breaches = contract.breaches(schema, event.path("data"));
        }
        if (!breaches.isEmpty()) {
            requests.refuse(client, messageId, breaches.get(0));
        } else if (schema == null) {
            requests.refuse(
                    client,
                    messageId,
                    new Because(
                            "UNKNOWN_TYPE",
                            "This queue takes " + String.join(", ", SCHEMAS.keySet()) + ", not " + type + ".",
                            "/type"));
        } else {
            requests.take(client, schema, event, messageId);
        }
    }
}
