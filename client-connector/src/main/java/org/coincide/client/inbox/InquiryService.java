package org.coincide.client.inbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coincide.client.ledger.Trades;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.requests.InquiryPublisher;
import org.coincide.client.requests.RequestOutboxProperties;
import org.coincide.client.statements.MissingMessages;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

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
    private final Clock clock;

    InquiryService(
            QuarantinedMessages quarantine,
            Trades trades,
            InquiryPublisher publisher,
            MissingMessages missingMessages,
            RequestOutboxProperties properties,
            Clock clock) {
        this.quarantine = quarantine;
        this.trades = trades;
        this.publisher = publisher;
        this.missingMessages = missingMessages;
        this.properties = properties;
        this.clock = clock;
    }

    /** Stores the inquiries that are due. */
    @Transactional
    public void inquire() {
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
        missingMessages.inquireAgain();
    }
}
