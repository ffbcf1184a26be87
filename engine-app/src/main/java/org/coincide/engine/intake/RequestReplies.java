package org.coincide.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.coincide.engine.acceptance.Acceptance.Accepted;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.RefusalReport;
import org.coincide.engine.journal.RefusalReport.Because;
import org.coincide.engine.journal.RefusalReport.Kind;
import org.coincide.engine.requests.Decision.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a client hears of what it sent by queue: always on its own queue, by way of the journal. */
@Component
class RequestReplies {

    private final Journal journal;

    RequestReplies(Journal journal) {
        this.journal = journal;
    }

    /** The trading information is in the journal since acceptance; a repeated order has it sent once more. */
    @Transactional
    public void answerAgain(Accepted accepted) {
        if (accepted.again()) {
            journal.answerAgain(accepted.tradingId());
        }
    }

    @Transactional
    public void refuseOrder(ClientAccount client, String orderReference, String messageId, List<Because> reasons) {
        journal.append(
                client.id(),
                orderReference == null ? messageId : orderReference,
                new RefusalReport(Kind.ORDER, orderReference, null, messageId, null, reasons));
    }

    @Transactional
    public void refuseMessage(ClientAccount client, String messageId, Because reason) {
        journal.append(
                client.id(), messageId, new RefusalReport(Kind.MESSAGE, null, null, messageId, null, List.of(reason)));
    }

    @Transactional
    public void refuseOfTrade(ClientAccount client, Kind kind, JsonNode event, String messageId, Refused refused) {
        String tradingId = event.path("data").path("tradingId").asText();
        journal.append(
                client.id(),
                tradingId,
                new RefusalReport(
                        kind,
                        null,
                        tradingId,
                        messageId,
                        event.path("id").asText(),
                        List.of(new Because(refused.code(), refused.text(), refused.pointer()))));
    }
}
