package org.coincide.client.inbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.requests.RequestOutboxProperties;
import org.coincide.client.requests.WarningPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks for what has been missing for some time: messages behind which others wait, and whole trades of which only later
 * messages came, as after the ledger was restored from an old backup. A server answers nothing where there is no such trade.
 */
@Service
class InquiryService {

    private static final long FROM_THE_START = 1;

    private final QuarantinedMessages quarantine;
    private final WarningPublisher speaker;
    private final RequestOutboxProperties properties;
    private final Clock clock;

    InquiryService(
            QuarantinedMessages quarantine, WarningPublisher speaker, RequestOutboxProperties properties, Clock clock) {
        this.quarantine = quarantine;
        this.speaker = speaker;
        this.properties = properties;
        this.clock = clock;
    }

    /** Makes the inquiries that are timely. */
    @Transactional
    public void make() {
        var now = clock.instant();
        Map<String, Long> missing = new LinkedHashMap<>(quarantine.gaps());
        quarantine
                .unknownTrades(now.minus(properties.inquiryUnknownFor()), now.minus(properties.inquiryInterval()))
                .forEach(tradingId -> missing.put(tradingId, FROM_THE_START));
        speaker.inquire(missing);
    }
}
