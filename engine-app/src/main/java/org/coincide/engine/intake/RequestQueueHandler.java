package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.signatures.ClientSignatures;
import org.springframework.stereotype.Component;

/** Handles inquiries, warnings, receipts, cancellations, amendments and returns from the queue of requests. */
@Component
class RequestQueueHandler implements QueueHandler {

    /** The schemas of the accepted messages, by type, in the order in which a refusal lists the types. */
    private static final Map<String, String> SCHEMAS = Stream.of(
                    "inquiry", "warning", "receipt", "cancellation", "amendment", "return")
            .collect(Collectors.toMap(
                    name -> "trading." + name + ".v1", name -> name, (one, other) -> one, LinkedHashMap::new));

    private final AuthenticatedSenders senders;
    private final ObjectMapper json;
    private final ContractSchemas contract;
    private final RequestProcessor requests;
    private final ClientSignatures clientSignatures;

    RequestQueueHandler(
            AuthenticatedSenders senders,
            ObjectMapper json,
            ContractSchemas contract,
            RequestProcessor requests,
            ClientSignatures clientSignatures) {
        this.clientSignatures = clientSignatures;
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
    public Optional<RefusalReason> handle(Text message) {
        ClientAccount client = senders.of(message.sender());
        Optional<String> violation = clientSignatures.violation(
                client.id(), message.text(), message.signatures().message());
        if (violation.isPresent()) {
            requests.refuse(
                    client, message.messageId(), new RefusalReason(OrderReader.BAD_SIGNATURE, violation.get(), null));
        } else {
            process(client, message);
        }
        return Optional.empty();
    }

    @Override
    public void refuse(String sender, String messageId, RefusalReason reason) {
        senders.find(sender).ifPresent(client -> requests.refuse(client, messageId, reason));
    }

    private void process(ClientAccount client, Text message) {
        String messageId = message.messageId();
        JsonNode event;
        try {
            event = json.readTree(message.text());
        } catch (JsonProcessingException broken) {
            requests.refuse(
                    client,
                    messageId,
                    new RefusalReason(
                            "MALFORMED_JSON",
                            "The message is not valid JSON: " + broken.getOriginalMessage() + ".",
                            null));
            return;
        }
        List<RefusalReason> violations = contract.violations("envelope", event);
        String type = event.path("type").asText();
        String schema = SCHEMAS.get(type);
        if (violations.isEmpty() && schema != null) {
            violations = contract.violations(schema, event.path("data"));
        }
        if (!violations.isEmpty()) {
            requests.refuse(client, messageId, violations.get(0));
        } else if (schema == null) {
            requests.refuse(
                    client,
                    messageId,
                    new RefusalReason(
                            "UNKNOWN_TYPE",
                            "The queue trading.requests does not accept the type " + type + ". Send one of "
                                    + String.join(", ", SCHEMAS.keySet()) + ".",
                            "/type"));
        } else {
            requests.process(client, schema, event, message);
        }
    }
}
