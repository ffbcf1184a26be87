package org.coincide.engine.intake;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import org.coincide.engine.acceptance.Acceptance;
import org.coincide.engine.acceptance.Acceptance.Accepted;
import org.coincide.engine.acceptance.Acceptance.Conflicting;
import org.coincide.engine.acceptance.Acceptance.Refused;
import org.coincide.engine.acceptance.OrderAcceptance;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.intake.OrderParseResult.Readable;
import org.coincide.engine.intake.OrderParseResult.Unreadable;
import org.coincide.engine.journal.RefusalReport.Because;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

/** Orders by queue. Each is answered on the client's own queue: with trading information or with a refusal. */
@Component
class OrderQueueListener {

    private static final String QUEUE = "trading.orders";

    private final AuthenticatedSenders senders;
    private final OrderReader reader;
    private final OrderAcceptance acceptance;
    private final RequestReplies answers;
    private final DeadLetters deadLetters;

    OrderQueueListener(
            AuthenticatedSenders senders,
            OrderReader reader,
            OrderAcceptance acceptance,
            RequestReplies answers,
            DeadLetters deadLetters) {
        this.senders = senders;
        this.reader = reader;
        this.acceptance = acceptance;
        this.answers = answers;
        this.deadLetters = deadLetters;
    }

    @JmsListener(destination = QUEUE, concurrency = "${coincide.intake.consumers:2}")
    void onMessage(Message message, Session session) throws JMSException {
        deadLetters.guard(QUEUE, message, session, () -> {
            ClientAccount client = senders.of(message);
            if (message instanceof TextMessage text) {
                take(client, reader.enveloped(text.getText()), message.getJMSMessageID());
            } else {
                answers.refuseMessage(client, message.getJMSMessageID(), AuthenticatedSenders.TEXT_ONLY);
            }
        });
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
