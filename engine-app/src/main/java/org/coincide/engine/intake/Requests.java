package org.coincide.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.RefusalReport.Because;
import org.coincide.engine.journal.RefusalReport.Kind;
import org.coincide.engine.operations.ClientAccount;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the server does with a client's request. A trade of another client is, to this one, no trade. */
@Component
class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final Trades trades;
    private final Journal journal;
    private final ClientWarnings warnings;
    private final Answers answers;

    Requests(Trades trades, Journal journal, ClientWarnings warnings, Answers answers) {
        this.trades = trades;
        this.journal = journal;
        this.warnings = warnings;
        this.answers = answers;
    }

    void take(ClientAccount client, String request, JsonNode event, String messageId) {
        JsonNode data = event.path("data");
        switch (request) {
            case "warning" -> warnings.add(client.id(), event.path("id").asText(), data);
            case "inquiry" -> sendAgain(client, data);
            case "cancellation" -> refuse(client, Kind.CANCELLATION, data, messageId);
            default -> refuse(client, Kind.RETURN, data, messageId);
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

    /** Neither is decided by a process yet: the client is told so instead of waiting for ever. */
    private void refuse(ClientAccount client, Kind kind, JsonNode data, String messageId) {
        String tradingId = data.path("tradingId").asText();
        Optional<Trade> trade =
                trades.find(tradingId).filter(found -> found.clientId().equals(client.id()));
        Because because = trade.isPresent()
                ? new Because(
                        "NOT_OFFERED",
                        "This server does not take a " + kind.name().toLowerCase(Locale.ROOT) + " yet.",
                        null)
                : new Because("UNKNOWN_TRADE", "You have no trade " + tradingId + ".", "/tradingId");
        answers.refuseOfTrade(client, kind, tradingId, messageId, because);
    }
}
