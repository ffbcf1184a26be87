package org.coincide.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.RefusalReport.Because;
import org.coincide.engine.requests.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the server does with a client's request. A trade of another client is, to this one, no trade. */
@Component
class RequestProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(RequestProcessor.class);

    private final Journal journal;
    private final ClientWarnings warnings;
    private final RequestReplies answers;
    private final RequestDispatcher desks;

    RequestProcessor(Journal journal, ClientWarnings warnings, RequestReplies answers, RequestDispatcher desks) {
        this.journal = journal;
        this.warnings = warnings;
        this.answers = answers;
        this.desks = desks;
    }

    void take(ClientAccount client, String request, JsonNode event, String messageId) {
        JsonNode data = event.path("data");
        switch (request) {
            case "warning" -> warnings.add(client.id(), event.path("id").asText(), data);
            case "inquiry" -> sendAgain(client, data);
            default -> decide(client, ClientRequest.named(request), event, messageId);
        }
    }

    void refuse(ClientAccount client, String messageId, Because reason) {
        answers.refuseMessage(client, messageId, reason);
    }

    private void sendAgain(ClientAccount client, JsonNode inquiry) {
        String tradingId = inquiry.path("tradingId").asText();
        int rows = journal.sendAgain(
                client.id(), tradingId, inquiry.path("fromSequence").asLong());
        LOG.info("Client {} asked for trade {} again: {} messages.", client.id(), tradingId, rows);
    }

    /** What is done shows in the trade's own messages; what is not done is told. */
    private void decide(ClientAccount client, ClientRequest wish, JsonNode event, String messageId) {
        Decision decision =
                desks.decide(client, wish, event.path("data"), event.path("id").asText());
        if (decision instanceof Decision.Refused refused) {
            answers.refuseOfTrade(client, wish.kind(), event, messageId, refused);
        }
    }
}
