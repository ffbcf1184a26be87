package org.coincide.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.logging.LogContext;
import org.coincide.engine.requests.Decision;
import org.coincide.engine.signatures.ClientSignatures;
import org.coincide.engine.statements.Receipts;
import org.coincide.engine.statements.Receipts.StoredReceipt;
import org.coincide.engine.statements.StatementInquiries;
import org.coincide.engine.warnings.ClientWarnings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Processes the requests of clients. A trade of another client is treated as an unknown trade. */
@Component
class RequestProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(RequestProcessor.class);

    private final StatementInquiries inquiries;
    private final Receipts receipts;
    private final ClientWarnings warnings;
    private final RequestReplies replies;
    private final RequestDispatcher dispatcher;

    RequestProcessor(
            StatementInquiries inquiries,
            Receipts receipts,
            ClientWarnings warnings,
            RequestReplies replies,
            RequestDispatcher dispatcher) {
        this.inquiries = inquiries;
        this.receipts = receipts;
        this.warnings = warnings;
        this.replies = replies;
        this.dispatcher = dispatcher;
    }

    void process(ClientAccount client, String request, JsonNode event, Text message) {
        JsonNode data = event.path("data");
        LogContext.ofTrade(data.path("tradingId").asText(null), () -> dispatch(client, request, event, message, data));
    }

    private void dispatch(ClientAccount client, String request, JsonNode event, Text message, JsonNode data) {
        switch (request) {
            case "warning" -> warnings.add(client.id(), event.path("id").asText(), data);
            case "receipt" ->
                receipts.add(
                        client.id(),
                        event.path("id").asText(),
                        new StoredReceipt(message.text(), signature(message)),
                        message.acceptedAt(),
                        data);
            case "inquiry" -> answer(client, data);
            default -> decide(client, ClientRequest.named(request), event, message);
        }
    }

    private static String signature(Text message) {
        return ClientSignatures.storable(message.signatures().message());
    }

    void refuse(ClientAccount client, String messageId, RefusalReason reason) {
        replies.refuseMessage(client, messageId, reason);
    }

    private void answer(ClientAccount client, JsonNode inquiry) {
        if (inquiry.path("fullStatement").asBoolean()) {
            inquiries.requestFull(client.id());
            LOG.info("Client {} requests a full statement.", client.id());
        } else if (inquiry.has("fromStatement")) {
            int rows = inquiries.resendStatements(client.id(), number(inquiry, "fromStatement"));
            LOG.info("Resending {} statements to client {}.", rows, client.id());
        } else {
            String tradingId = inquiry.path("tradingId").asText();
            int rows = inquiries.resendTrade(client.id(), tradingId, number(inquiry, "fromSequence"));
            if (rows > 0) {
                LOG.info("Resending {} messages of trade {} to client {}.", rows, tradingId, client.id());
            }
        }
    }

    private static long number(JsonNode inquiry, String property) {
        return inquiry.path(property).decimalValue().longValueExact();
    }

    /** Decides a request. A refusal is sent to the client; an accepted request is visible in the trade's own messages. */
    private void decide(ClientAccount client, ClientRequest request, JsonNode event, Text message) {
        Decision decision = dispatcher.decide(
                client, request, event.path("data"), event.path("id").asText(), message.signatures());
        if (decision instanceof Decision.Refused refused) {
            replies.refuseOfTrade(client, request.kind(), event, message.messageId(), refused);
        }
    }
}
