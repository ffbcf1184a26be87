package org.coincide.engine.intake;

import java.util.List;
import java.util.Optional;
import org.coincide.engine.acceptance.Acceptance;
import org.coincide.engine.acceptance.Acceptance.Accepted;
import org.coincide.engine.acceptance.Acceptance.Conflicting;
import org.coincide.engine.acceptance.Acceptance.OverQuota;
import org.coincide.engine.acceptance.Acceptance.Refused;
import org.coincide.engine.acceptance.OrderAcceptance;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.intake.OrderParseResult.Readable;
import org.coincide.engine.intake.OrderParseResult.Unreadable;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.tracing.TradeSpans;
import org.springframework.stereotype.Component;

/** Handles orders from the queue. The reply on the client's own queue is trading information or a refusal. */
@Component
class OrderQueueHandler implements QueueHandler {

    private final AuthenticatedSenders senders;
    private final OrderReader reader;
    private final OrderAcceptance acceptance;
    private final RequestReplies replies;
    private final IntakeProperties properties;
    private final TradeSpans spans;

    OrderQueueHandler(
            AuthenticatedSenders senders,
            OrderReader reader,
            OrderAcceptance acceptance,
            RequestReplies replies,
            IntakeProperties properties,
            TradeSpans spans) {
        this.spans = spans;
        this.senders = senders;
        this.reader = reader;
        this.acceptance = acceptance;
        this.replies = replies;
        this.properties = properties;
    }

    @Override
    public String queue() {
        return QueueNames.ORDERS;
    }

    @Override
    public String concurrency() {
        return String.valueOf(properties.consumers());
    }

    @Override
    public Optional<RefusalReason> handle(Text message) {
        ClientAccount client = senders.of(message.sender());
        accept(client, reader.parseEnvelope(message.text(), client, message.signatures()), message);
        return Optional.empty();
    }

    @Override
    public void refuse(String sender, String messageId, RefusalReason reason) {
        senders.find(sender).ifPresent(client -> replies.refuseMessage(client, messageId, reason));
    }

    private static List<RefusalReason> refusalReason(Refused refused) {
        return refused.reasons().stream()
                .map(reason -> new RefusalReason(reason.code(), reason.text(), reason.pointer()))
                .toList();
    }

    private void accept(ClientAccount client, OrderParseResult result, Text message) {
        String messageId = message.messageId();
        if (result instanceof Unreadable unreadable) {
            replies.refuseOrder(client, unreadable.orderReference(), messageId, unreadable.reasons());
            return;
        }
        Readable readable = (Readable) result;
        String reference = readable.order().orderReference();
        Acceptance outcome = spans.ofOrder(
                readable.trace(),
                trace -> acceptance.accept(
                        client,
                        readable.order(),
                        readable.contents(),
                        message.signatures().order(),
                        trace));
        if (outcome instanceof Accepted accepted) {
            replies.resendInformation(accepted);
        } else if (outcome instanceof Conflicting conflicting) {
            replies.refuseOrder(
                    client,
                    reference,
                    messageId,
                    List.of(new RefusalReason(
                            "ORDER_REFERENCE_TAKEN",
                            "The order reference belongs to trade " + conflicting.tradingId()
                                    + " with different content. Use a new order reference.",
                            "/orderReference")));
        } else if (outcome instanceof OverQuota over) {
            replies.refuseOrder(
                    client,
                    reference,
                    messageId,
                    List.of(new RefusalReason(
                            over.reason().code(), over.reason().text(), null)));
        } else {
            replies.refuseOrder(client, reference, messageId, refusalReason((Refused) outcome));
        }
    }
}
