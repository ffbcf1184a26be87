package org.coincide.client.inbox;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.coincide.client.contract.Identifiers;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.Warnings;
import org.springframework.stereotype.Component;

/** Where the quarantine of a batch comes from and goes back to. */
@Component
record BatchQuarantineLoader(QuarantinedMessages quarantine, Warnings warnings, Identifiers identifiers) {

    BatchQuarantine open(Collection<ReceivedMessage> deliveries) {
        var tradingIds = deliveries.stream()
                .map(ReceivedMessage::tradingId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new BatchQuarantine(this, identifiers, quarantine.waiting(tradingIds));
    }
}
