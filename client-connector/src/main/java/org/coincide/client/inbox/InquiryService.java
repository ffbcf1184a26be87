package org.coincide.client.inbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coincide.client.ledger.Trades;
import org.coincide.client.paging.Parts;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.requests.InquiryPublisher;
import org.coincide.client.requests.RequestOutboxProperties;
import org.coincide.client.statements.MissingMessages;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Inquires about missing messages: gaps before quarantined messages, and trades that are not in the ledger, as after a
 * restore from an old backup, and what the ledger lacks by the server's statements.
 */
@Service
class InquiryService {

    private final QuarantinedMessages quarantine;
    private final Trades trades;
    private final InquiryPublisher publisher;
    private final MissingMessages missingMessages;
    private final RequestOutboxProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InquiryService(
            QuarantinedMessages quarantine,
            Trades trades,
            InquiryPublisher publisher,
            MissingMessages missingMessages,
            RequestOutboxProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.quarantine = quarantine;
        this.trades = trades;
        this.publisher = publisher;
        this.missingMessages = missingMessages;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Stores the inquiries that are due. Many trades that lack messages are divided into several transactions. */
    void inquire() {
        boolean more = Boolean.TRUE.equals(transaction.execute(begun -> {
            inquireAboutQuarantine();
            return missingMessages.inquireAgain();
        }));
        for (int trades = Parts.LONGEST; more && trades < properties.sweptTrades(); trades += Parts.LONGEST) {
            more = Boolean.TRUE.equals(transaction.execute(begun -> missingMessages.inquireAgain()));
        }
    }

    private void inquireAboutQuarantine() {
        var now = clock.instant();
        var waiting = quarantine.highestWaitingSequences();
        var stored = trades.sequences(waiting.keySet());
        Map<String, Long> missing = new LinkedHashMap<>();
        stored.forEach((tradingId, sequence) -> {
            if (waiting.get(tradingId) > sequence + 1) {
                missing.put(tradingId, sequence + 1);
            }
        });
        publisher.publish(missing);
        publisher.publishUnknown(
                quarantine
                        .waitingForUnknownTrade(now, properties.inquiryUnknownFor(), properties.inquiryInterval())
                        .stream()
                        .filter(tradingId -> !stored.containsKey(tradingId))
                        .toList());
    }
}
