package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Map;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.journal.RefusalReport.Because;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

/** Listens to the queue of requests: send me again, this was wrong, cancel, change, take back. */
@Component
class RequestQueueListener {

    private static final String QUEUE = "trading.requests";

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
    private final DeadLetters deadLetters;

    RequestQueueListener(
            AuthenticatedSenders senders,
            ObjectMapper json,
            ContractSchemas contract,
            RequestProcessor requests,
            DeadLetters deadLetters) {
        this.senders = senders;
        this.json = json;
        this.contract = contract;
        this.requests = requests;
        this.deadLetters = deadLetters;
    }

    @JmsListener(destination = QUEUE)
    void onMessage(Message message, Session session) throws JMSException {
        deadLetters.guard(QUEUE, message, session, () -> {
            ClientAccount client = senders.of(message);
            if (message instanceof TextMessage text) {
                take(client, text.getText(), message.getJMSMessageID());
            } else {
                requests.refuse(client, message.getJMSMessageID(), AuthenticatedSenders.TEXT_ONLY);
            }
        });
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
