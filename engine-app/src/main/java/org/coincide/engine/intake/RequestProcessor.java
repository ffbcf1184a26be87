package org.coincide.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.RefusalReport.RefusalReason;
import org.coincide.engine.requests.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Processes the requests of clients. A trade of another client is treated as an unknown trade. */
@Component
class RequestProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(RequestProcessor.class);

    private final Journal journal;
    private final ClientWarnings warnings;
    private final RequestReplies replies;
    private final RequestDispatcher dispatcher;

    RequestProcessor(Journal journal, ClientWarnings warnings, RequestReplies replies, RequestDispatcher dispatcher) {
        this.journal = journal;
        this.warnings = warnings;
        this.replies = replies;
        this.dispatcher = dispatcher;
    }

    void process(ClientAccount client, String request, JsonNode event, String messageId) {
        JsonNode data = event.path("data");
        switch (request) {
            case "warning" -> warnings.add(client.id(), event.path("id").asText(), data);
            case "inquiry" -> resend(client, data);
            default -> decide(client, ClientRequest.named(request), event, messageId);
        }
    }

    void refuse(ClientAccount client, String messageId, RefusalReason reason) {
        replies.refuseMessage(client, messageId, reason);
    }

    private void resend(ClientAccount client, JsonNode inquiry) {
        String tradingId = inquiry.path("tradingId").asText();
        int rows = journal.resend(
                client.id(),
                tradingId,
                inquiry.path("fromSequence").decimalValue().longValueExact());
        LOG.info("Resending {} messages of trade {} to client {}.", rows, tradingId, client.id());
    }

    /** Decides a request. A refusal is sent to the client; an accepted request is visible in the trade's own messages. */
    private void decide(ClientAccount client, ClientRequest request, JsonNode event, String messageId) {
        Decision decision = dispatcher.decide(
                client, request, event.path("data"), event.path("id").asText());
        if (decision instanceof Decision.Refused refused) {
            replies.refuseOfTrade(client, request.kind(), event, messageId, refused);
        }
    }
}
