package org.coincide.engine.intake;

import java.util.List;
import java.util.Optional;
import org.coincide.engine.acceptance.Acceptance;
import org.coincide.engine.acceptance.Acceptance.Accepted;
import org.coincide.engine.acceptance.Acceptance.Conflicting;
import org.coincide.engine.acceptance.Acceptance.Refused;
import org.coincide.engine.acceptance.OrderAcceptance;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.broker.QueueNames;
import org.coincide.engine.intake.OrderParseResult.Readable;
import org.coincide.engine.intake.OrderParseResult.Unreadable;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.RefusalReport.Because;
import org.springframework.stereotype.Component;

/** Handles orders by queue. Each is answered on the client's own queue, with trading information or a refusal. */
@Component
class OrderQueueHandler implements QueueHandler {

    private final AuthenticatedSenders senders;
    private final OrderReader reader;
    private final OrderAcceptance acceptance;
    private final RequestReplies answers;
    private final IntakeProperties settings;

    OrderQueueHandler(
            AuthenticatedSenders senders,
            OrderReader reader,
            OrderAcceptance acceptance,
            RequestReplies answers,
            IntakeProperties settings) {
        this.senders = senders;
        this.reader = reader;
        this.acceptance = acceptance;
        this.answers = answers;
        this.settings = settings;
    }

    @Override
    public String queue() {
        return QueueNames.ORDERS;
    }

    @Override
    public String concurrency() {
        return String.valueOf(settings.consumers());
    }

    @Override
    public Optional<Because> handle(Text message) {
        take(senders.of(message.sender()), reader.enveloped(message.text()), message.messageId());
        return Optional.empty();
    }

    @Override
    public void refuse(String sender, String messageId, Because reason) {
        senders.find(sender).ifPresent(client -> answers.refuseMessage(client, messageId, reason));
    }

    private static List<Because> because(Refused refused) {
        return refused.reasons().stream()
                .map(reason -> new Because(reason.code(), reason.text(), reason.pointer()))
                .toList();
    }

    private void take(ClientAccount client, OrderParseResult reading, String messageId) {
        if (reading instanceof Unreadable unreadable) {
            answers.refuseOrder(client, unreadable.orderReference(), messageId, unreadable.reasons());
            return;
        }
        Readable readable = (Readable) reading;
        String reference = readable.order().orderReference();
        Acceptance outcome = acceptance.accept(client, readable.order(), readable.contents());
        if (outcome instanceof Accepted accepted) {
            answers.answerAgain(accepted);
        } else if (outcome instanceof Conflicting conflicting) {
            answers.refuseOrder(
                    client,
                    reference,
                    messageId,
                    List.of(new Because(
                            "ORDER_REFERENCE_TAKEN",
                            "This order reference stands for trade " + conflicting.tradingId()
                                    + ", with other content.",
                            "/orderReference")));
        } else {
            answers.refuseOrder(client, reference, messageId, because((Refused) outcome));
        }
    }
}
