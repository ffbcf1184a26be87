package org.coincide.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.coincide.engine.acceptance.Acceptance.Accepted;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.journal.RefusedRequest;
import org.coincide.engine.journal.messages.RefusalReport;
import org.coincide.engine.journal.messages.RefusalReport.Kind;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.requests.Decision.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Replies to messages that were received by queue. A reply is appended to the journal and sent on the client's own queue. */
@Component
class RequestReplies {

    private final Journal journal;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    RequestReplies(Journal journal, Outbox outbox, ApplicationEventPublisher events) {
        this.journal = journal;
        this.outbox = outbox;
        this.events = events;
    }

    /** Resends the trading information of a duplicate order. For a new order, acceptance has appended it to the journal. */
    @Transactional
    public void resendInformation(Accepted accepted) {
        if (accepted.duplicate()) {
            outbox.resendInformation(accepted.tradingId());
        }
    }

    @Transactional
    public void refuseOrder(
            ClientAccount client, String orderReference, String messageId, List<RefusalReason> reasons) {
        refuse(
                client,
                orderReference == null ? messageId : orderReference,
                new RefusalReport(Kind.ORDER, orderReference, null, messageId, null, reasons));
    }

    @Transactional
    public void refuseMessage(ClientAccount client, String messageId, RefusalReason reason) {
        refuse(client, messageId, new RefusalReport(Kind.MESSAGE, null, null, messageId, null, List.of(reason)));
    }

    @Transactional
    public void refuseOfTrade(ClientAccount client, Kind kind, JsonNode event, String messageId, Refused refused) {
        String tradingId = event.path("data").path("tradingId").asText();
        refuse(
                client,
                tradingId,
                new RefusalReport(
                        kind,
                        null,
                        tradingId,
                        messageId,
                        event.path("id").asText(),
                        List.of(new RefusalReason(refused.code(), refused.text(), refused.pointer()))));
    }

    private void refuse(ClientAccount client, String subject, RefusalReport refusal) {
        journal.append(client.id(), subject, refusal);
        events.publishEvent(RefusedRequest.byQueue(
                refusal.reasons().stream().map(RefusalReason::code).toList()));
    }
}
